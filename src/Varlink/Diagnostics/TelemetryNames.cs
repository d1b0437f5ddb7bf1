namespace Varlink.Diagnostics;

/// <summary>The attributes, by OpenTelemetry's conventions for remote procedure calls.</summary>
internal static class TelemetryNames
{
    public const string System = "rpc.system.name";
    public const string Method = "rpc.method";
    public const string OriginalMethod = "rpc.method_original";
    public const string StatusCode = "rpc.response.status_code";
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string Transport = "network.transport";

    /// <summary>What the system is called.</summary>
    public const string Varlink = "varlink";

    /// <summary>Stands for methods that a server does not know: their names are whatever a caller thinks of, and each would be a series of its own.</summary>
    public const string OtherMethod = "_OTHER";
}
