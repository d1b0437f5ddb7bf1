using System.CommandLine;
using System.Text.Json;
using Podctl.Engines;
using Podctl.Output;
using Podctl.Terminals;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl attach</c></summary>
internal static class AttachCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string> container = CommonOptions.Container();
        var start = new Option<bool>("--start") { Description = "Start it when attached, so that nothing it writes is missed" };
        var noInput = new Option<bool>("--no-stdin") { Description = "Only read" };
        var command = new Command("attach", "Joins this terminal to a container. Ctrl-P Ctrl-Q detaches, and Ctrl-C where the container has no terminal; it goes on.")
        {
            container, start, noInput,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            IPodmanClient podman = session.Podman;
            string name = arguments.GetRequiredValue(container);
            bool isStarted = arguments.GetValue(start);
            if (!isStarted)
            {
                await EnsureRunsAsync(podman, name, cancellationToken);
            }

            bool hasTerminal = shell.HasKeyboard && await HasTerminalAsync(podman, name, cancellationToken);
            var joining = new Joining(name, isStarted, HasInput: !arguments.GetValue(noInput), hasTerminal);
            if (hasTerminal && joining.HasInput)
            {
                // A shell that waits for a command writes nothing by itself: without a word, this would look as if nothing had happened.
                shell.Error.WriteLine($"Attached to '{name}'. Ctrl-P Ctrl-Q detaches.");
            }

            return (int)(await ContainerJoin.RunAsync(shell, podman, joining, cancellationToken) ?? ExitStatus.Success);
        });
        return command;
    }

    private static async Task<bool> HasTerminalAsync(IPodmanClient podman, string name, CancellationToken cancellationToken)
    {
        using JsonDocument details = JsonDocument.Parse(await podman.InspectContainerAsync(name, cancellationToken));
        return details.RootElement.TryGetProperty("Config", out JsonElement config) && config.TryGetProperty("Tty", out JsonElement tty) && tty.GetBoolean();
    }

    /// <summary>Attaching to a container that has ended would set it up for its next run.</summary>
    private static async Task EnsureRunsAsync(IPodmanClient podman, string name, CancellationToken cancellationToken)
    {
        ListContainerData found = await podman.GetContainerAsync(name, cancellationToken);
        if (found.Status is not ("running" or "paused"))
        {
            throw new InvalidOperationException($"The container '{name}' is {found.Status}. 'podctl attach --start {name}' starts it.");
        }
    }
}
