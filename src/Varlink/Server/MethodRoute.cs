namespace Varlink.Server;

/// <summary>Where a method of that name is answered; no service when nobody offers its interface.</summary>
internal sealed record MethodRoute(string Method, string InterfaceName, string MethodName, VarlinkService? Service)
{
    /// <summary>The way of a call that names no method.</summary>
    public static MethodRoute None { get; } = new("", "", "", null);
}
