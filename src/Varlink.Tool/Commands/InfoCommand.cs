using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary><c>varlink info ADDRESS</c>.</summary>
internal sealed class InfoCommand(IToolConsole console)
    : ServiceCommand("info", "Print who made a service, what it is, and which interfaces it offers.", console)
{
    public override IReadOnlyList<string> Examples =>
        ["varlink info unix:/run/podman/io.podman", "varlink info --bridge 'ssh host varlink bridge unix:/run/podman/io.podman'"];

    protected override async Task RunAsync(VarlinkClient client, CancellationToken cancellationToken)
    {
        VarlinkServiceInfo info = await client.GetServiceInfoAsync(cancellationToken);
        foreach ((string name, string value) in new[]
        {
            ("Vendor:  ", info.Vendor), ("Product: ", info.Product), ("Version: ", info.Version), ("URL:     ", info.Url),
        })
        {
            await Terminal.Out.WriteLineAsync($"{name} {Shown(value)}".TrimEnd());
        }

        await Terminal.Out.WriteLineAsync("Interfaces:");
        foreach (string name in info.Interfaces)
        {
            await Terminal.Out.WriteLineAsync($"  {Shown(name)}");
        }
    }
}
