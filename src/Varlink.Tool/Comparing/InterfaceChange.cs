namespace Varlink.Tool.Comparing;

/// <summary>Whom a change breaks.</summary>
[Flags]
internal enum Breaks
{
    /// <summary>Nobody.</summary>
    Nobody = 0,

    /// <summary>Clients made for the old interface, with a service that has the new one.</summary>
    Clients = 1,

    /// <summary>Services that have the old interface, with clients made for the new one that call a method which both have.</summary>
    Services = 2,
}

/// <summary>One difference between two versions of an interface.</summary>
/// <param name="Where">What has changed: <c>method Fill, parameter litres</c>.</param>
/// <param name="What">What has become of it.</param>
/// <param name="Breaks">Whom that breaks.</param>
internal sealed record InterfaceChange(string Where, string What, Breaks Breaks)
{
    public override string ToString() => Breaks switch
    {
        Breaks.Nobody => $"{Where}: {What}",
        Breaks.Clients => $"{Where}: {What} (breaks clients)",
        Breaks.Services => $"{Where}: {What} (breaks services)",
        _ => $"{Where}: {What} (breaks clients and services)",
    };
}
