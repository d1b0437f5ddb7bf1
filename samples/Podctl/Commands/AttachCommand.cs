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
            bool isStart = arguments.GetValue(start);
            bool hasInput = !arguments.GetValue(noInput);
            if (!isStart)
            {
                await EnsureRunsAsync(podman, name, cancellationToken);
            }

            bool isDetached;
            // Only a terminal in the container edits lines and knows Ctrl-C: without one, that stays here.
            if (!OperatingSystem.IsWindows() && shell.HasKeyboard && await HasTerminalAsync(podman, name, cancellationToken))
            {
                using var window = new WindowSize();
                using RawMode? raw = hasInput ? new RawMode() : null;
                isDetached = await JoinAsync(shell, podman, name, isStart, raw?.Input, window, cancellationToken);
            }
            else
            {
                isDetached = await JoinAsync(shell, podman, name, isStart, hasInput ? shell.Input : null, window: null, cancellationToken);
            }

            if (isDetached)
            {
                shell.Error.WriteLine($"\nDetached. 'podctl attach {name}' joins it again.");
                return ExitStatus.Success;
            }

            return (int)await podman.WaitContainerAsync(name, cancellationToken);
        });
        return command;
    }

    /// <summary>Copies to and fro until the container ends or the keys for it detach.</summary>
    /// <returns>Whether the keys did.</returns>
    private static async Task<bool> JoinAsync(
        Shell shell, IPodmanClient podman, string name, bool isStart, Stream? input, WindowSize? window, CancellationToken cancellationToken)
    {
        var options = new ContainerAttachOptions { TerminalSize = window?.Now };
        await using ContainerAttachment attachment = await podman.AttachAsync(name, options, cancellationToken);
        if (isStart)
        {
            await podman.StartContainerAsync(name, cancellationToken);
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task sizes = window?.SendAsync(attachment, ended.Token) ?? Task.CompletedTask;
        Task<bool> sending = input is null ? Task.FromResult(false) : SendAsync(input, window is null ? null : new DetachKeys(), attachment, ended.Token);
        Task output = attachment.CopyOutputToAsync(shell.Bytes, shell.ErrorBytes, ended.Token);

        // Input that has ended detaches from nothing: only the keys do.
        bool isDetached = await Task.WhenAny(sending, output) == sending && await sending;
        if (!isDetached)
        {
            await output;
        }

        await ended.CancelAsync();
        await sizes;
        if (isDetached)
        {
            await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        }

        // Reading from a terminal cannot be interrupted: the program ends over it. What failed before is told.
        if (sending.IsCompleted)
        {
            await sending;
        }

        return false;
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

    /// <summary>Sends what is typed until it ends or the keys detach.</summary>
    /// <returns>Whether they did.</returns>
    private static async Task<bool> SendAsync(Stream input, DetachKeys? keys, ContainerAttachment attachment, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (await input.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                (byte[] data, bool isDetached) = keys?.Filter(buffer.AsSpan(0, count)) ?? (buffer[..count], false);
                if (data.Length > 0)
                {
                    await attachment.WriteAsync(data, cancellationToken);
                }

                if (isDetached)
                {
                    return true;
                }
            }

            attachment.CompleteInput();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The container has ended, and its output tells so.
        }

        return false;
    }
}
