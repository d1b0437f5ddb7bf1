namespace Varlink.Client;

/// <summary>Something under way that a client ends when it is disposed.</summary>
internal interface IAbandonable
{
    /// <summary>Closes its connection at once. May be called from any thread, and more than once.</summary>
    void Abandon();
}
