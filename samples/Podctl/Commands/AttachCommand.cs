using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
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
        var command = new Command("attach", "Joins this terminal to a container. Ctrl-C detaches; the container goes on.") { container, start, noInput };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            IPodmanClient podman = session.Podman;
            string name = arguments.GetRequiredValue(container);
            if (!arguments.GetValue(start))
            {
                await EnsureRunsAsync(podman, name, cancellationToken);
            }

            await using ContainerAttachment attachment = await podman.AttachAsync(name, cancellationToken: cancellationToken);
            if (arguments.GetValue(start))
            {
                await podman.StartContainerAsync(name, cancellationToken);
            }

            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task input = arguments.GetValue(noInput) ? Task.CompletedTask : SendAsync(shell.Input, attachment, ended.Token);
            await attachment.CopyOutputToAsync(shell.Bytes, shell.ErrorBytes, cancellationToken);

            // Reading from a terminal cannot be interrupted: the program ends over it. What failed before is told.
            await ended.CancelAsync();
            if (input.IsCompleted)
            {
                await input;
            }

            return (int)await podman.WaitContainerAsync(name, cancellationToken);
        });
        return command;
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

    private static async Task SendAsync(Stream input, ContainerAttachment attachment, CancellationToken cancellationToken)
    {
        try
        {
            await input.CopyToAsync(attachment.StandardInput, cancellationToken);
            attachment.CompleteInput();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The container has ended, and its output tells so.
        }
    }
}
