using System.CommandLine;
using Varlink.Tool.Completion;
using Varlink.Tool.Connecting;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary><c>varlink help ADDRESS/INTERFACE</c>.</summary>
internal sealed class HelpCommand : ToolCommand
{
    public HelpCommand(IToolConsole console)
        : base("help", "Print the description of an interface, as its service gives it. Coloured on a terminal, unless NO_COLOR is set.", console)
    {
        Argument<string> target = new("ADDRESS/INTERFACE")
        {
            Description = "The address of the service, a slash and the interface; the interface alone with --bridge.",
        };
        Option<string?> bridge = ServiceOptions.CreateBridge();
        ServiceCompletion.AddTo(target, ServicePart.Interface);
        Add(target);
        Add(bridge);
        SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(target), parsed.GetValue(bridge), cancellationToken));
    }

    public override IReadOnlyList<string> Examples =>
        ["varlink help unix:/run/podman/io.podman/io.podman", "varlink help exec:/usr/bin/kettled/org.example.kettle"];

    private async Task<int> RunAsync(string text, string? bridge, CancellationToken cancellationToken)
    {
        Target target = Target.Parse(text, bridge is not null);
        await using VarlinkClient client = new(ServiceOptions.CreateConnector(target.Address, bridge));
        string description = Shown(await client.GetInterfaceDescriptionAsync(target.Name, cancellationToken));
        await Terminal.Out.WriteAsync(Terminal.HasColours ? DescriptionColours.Add(description) : description);
        if (!description.EndsWith('\n'))
        {
            await Terminal.Out.WriteLineAsync();
        }

        return ExitStatus.Success;
    }
}
