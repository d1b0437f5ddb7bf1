using Podctl.Output;
using Podman;

namespace Podctl.Terminals;

/// <summary>How to join a container.</summary>
/// <param name="Name">Its name or id.</param>
/// <param name="IsStarted">Whether it is started once joined, so that nothing that it writes is missed.</param>
/// <param name="HasInput">Whether it gets what is typed.</param>
/// <param name="HasTerminal">Whether it has a terminal.</param>
internal sealed record Joining(string Name, bool IsStarted, bool HasInput, bool HasTerminal);

/// <summary>Joins this process's streams, and its terminal, to a container: what <c>attach</c> and <c>run</c> do.</summary>
internal static class ContainerJoin
{
    /// <summary>Copies to and fro until the container ends or the keys for it detach.</summary>
    /// <returns>What the container ended with; null when the keys detached, which is told.</returns>
    public static async Task<long?> RunAsync(Shell shell, IPodmanClient podman, Joining joining, CancellationToken cancellationToken)
    {
        bool isDetached;

        // Only a terminal in the container edits lines and knows Ctrl-C: without one, that stays here.
        if (!OperatingSystem.IsWindows() && shell.HasKeyboard && joining.HasTerminal)
        {
            using var window = new WindowSize();
            using RawMode? raw = joining.HasInput ? new RawMode() : null;
            isDetached = await JoinAsync(shell, podman, joining, raw?.Input, window, cancellationToken);
        }
        else
        {
            isDetached = await JoinAsync(shell, podman, joining, joining.HasInput ? shell.Input : null, window: null, cancellationToken);
        }

        if (isDetached)
        {
            shell.Error.WriteLine($"\nDetached. 'podctl attach {joining.Name}' joins it again.");
            return null;
        }

        return await podman.WaitContainerAsync(joining.Name, cancellationToken);
    }

    /// <returns>Whether the keys detached.</returns>
    private static async Task<bool> JoinAsync(
        Shell shell, IPodmanClient podman, Joining joining, Stream? input, WindowSize? window, CancellationToken cancellationToken)
    {
        var options = new ContainerAttachOptions { TerminalSize = window?.Now };
        await using ContainerAttachment attachment = await podman.AttachAsync(joining.Name, options, cancellationToken);
        if (joining.IsStarted)
        {
            await podman.StartContainerAsync(joining.Name, cancellationToken);
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
