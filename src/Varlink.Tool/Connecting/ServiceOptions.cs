using System.CommandLine;
using Varlink.Tool.Completion;
using Varlink.Transports;

namespace Varlink.Tool.Connecting;

/// <summary>How a command reaches its service.</summary>
internal static class ServiceOptions
{
    public const string Bridge = "--bridge";

    public const string AddressHelp =
        "Where the service is: unix:/path, unix:@name, tcp:host:port or exec:/program. Leave it away with --bridge.";

    /// <summary>The option <c>--bridge</c>, one for each command.</summary>
    public static Option<string?> CreateBridge() => new(Bridge)
    {
        HelpName = "COMMAND",
        Description = "Reach the service through a command that speaks varlink on its standard input and output.",
    };

    /// <summary>The argument of commands that address a service and nothing in it.</summary>
    public static Argument<string?> CreateAddress()
    {
        Argument<string?> address = new("ADDRESS") { Arity = ArgumentArity.ZeroOrOne, Description = AddressHelp };
        ServiceCompletion.AddTo(address, ServicePart.Address);
        return address;
    }

    /// <summary>Finds the way to the service.</summary>
    /// <exception cref="UsageException">It is none, or there are two.</exception>
    public static IVarlinkConnector CreateConnector(string? address, string? bridge)
    {
        try
        {
            return (address, bridge) switch
            {
                (null, null) => throw new UsageException("Where is the service? Give its address, unix:/run/kettle for example, or --bridge."),
                (not null, not null) => throw new UsageException("Give the address or --bridge, not both: the bridge knows the address."),
                (null, _) => new BridgeConnector(bridge),
                _ => VarlinkAddress.Parse(address).CreateConnector(),
            };
        }
        catch (Exception e) when (e is FormatException or NotSupportedException)
        {
            throw new UsageException(e.Message, e);
        }
    }
}
