using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary><c>varlink list-interfaces ADDRESS</c>.</summary>
internal sealed class ListInterfacesCommand(IToolConsole console)
    : ServiceCommand("list-interfaces", "Print the interfaces that a service offers, one a line.", console)
{
    public override IReadOnlyList<string> Examples => ["varlink list-interfaces tcp:localhost:12345"];

    protected override async Task RunAsync(VarlinkClient client, CancellationToken cancellationToken)
    {
        foreach (string name in (await client.GetServiceInfoAsync(cancellationToken)).Interfaces)
        {
            await Terminal.Out.WriteLineAsync(Shown(name));
        }
    }
}
