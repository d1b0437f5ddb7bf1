using System.CommandLine;
using Varlink.Tool.Connecting;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary>A command that asks a service as a whole.</summary>
internal abstract class ServiceCommand : ToolCommand
{
    protected ServiceCommand(string name, string description, IToolConsole console)
        : base(name, description, console)
    {
        Argument<string?> address = ServiceOptions.CreateAddress();
        Option<string?> bridge = ServiceOptions.CreateBridge();
        Add(address);
        Add(bridge);
        SetAction(async (parsed, cancellationToken) =>
        {
            await using VarlinkClient client = new(ServiceOptions.CreateConnector(parsed.GetValue(address), parsed.GetValue(bridge)));
            await RunAsync(client, cancellationToken);
            return ExitStatus.Success;
        });
    }

    /// <summary>Asks, and prints.</summary>
    protected abstract Task RunAsync(VarlinkClient client, CancellationToken cancellationToken);
}
