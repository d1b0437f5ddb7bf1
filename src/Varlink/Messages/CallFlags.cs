namespace Varlink.Messages;

/// <summary>What a call asks of its reply. At most one of them is sent, and only when it is true.</summary>
internal enum CallFlags
{
    None,
    More,
    Oneway,
    Upgrade,
}
