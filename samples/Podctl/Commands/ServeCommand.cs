using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman.Libpod;

namespace Podctl.Commands;

/// <summary><c>podctl serve</c></summary>
internal static class ServeCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        var listen = new Option<string>("--listen")
        {
            Description = "Where varlink clients connect: unix:/run/user/1000/io.podman, or tcp:127.0.0.1:12345 for the reference engine",
            HelpName = "ADDRESS",
            Required = true,
        };
        var command = new Command("serve", "Serves io.podman to other programs until Ctrl-C: the demo, or today's Podman.") { listen };
        command.SetAction((arguments, cancellationToken) => engine.IsReference(arguments)
            ? ServeDemoAsync(shell, arguments.GetRequiredValue(listen), cancellationToken)
            : ServePodmanAsync(shell, arguments.GetRequiredValue(listen), arguments.GetValue(engine.Address), cancellationToken));
        return command;
    }

    private static async Task<int> ServeDemoAsync(Shell shell, string listen, CancellationToken cancellationToken)
    {
        await using DemoEngine demo = await DemoEngine.StartAsync();
        string address = await demo.ListenAsync(listen, cancellationToken);
        shell.Out.WriteLine($"io.podman is served at {address}, out of the reference engine");
        return await UntilStoppedAsync(cancellationToken);
    }

    private static async Task<int> ServePodmanAsync(Shell shell, string listen, string? podman, CancellationToken cancellationToken)
    {
        var options = new PodmanGatewayOptions { Address = listen, Podman = podman };
        await using PodmanGateway gateway = await PodmanGateway.StartAsync(options, cancellationToken);
        shell.Out.WriteLine($"io.podman is served at {gateway.Address}, out of {gateway.PodmanAddress}");
        return await UntilStoppedAsync(cancellationToken);
    }

    /// <summary>Being stopped is how serving ends well.</summary>
    private static async Task<int> UntilStoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource();
        await using (cancellationToken.Register(stopped.SetResult))
        {
            await stopped.Task;
        }

        return ExitStatus.Success;
    }
}
