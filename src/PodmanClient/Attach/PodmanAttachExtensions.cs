using Varlink;

namespace Podman;

/// <summary>Attaching to the streams of containers.</summary>
public static class PodmanAttachExtensions
{
    /// <summary>
    /// Attaches to a container: to what its program writes from now on, to its standard input, and to its terminal. A container that has not been
    /// started is set up for it and is <c>created</c> afterwards, and so is one that has <c>exited</c>: start it then, and nothing of what it writes
    /// is lost. What was written before is in the log.
    /// </summary>
    /// <remarks>
    /// The streams go over sockets on the daemon's host, beside the varlink connection: this works on Linux, on that host, for a user who may open
    /// them (root, for a daemon that root runs). Its standard input is open where the container was created with
    /// <see cref="CreateContainerOptions.Interactive"/> or <see cref="CreateContainerOptions.Tty"/>; what is written to any other is lost.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="name">The name or id of the container.</param>
    /// <param name="options">The size of the terminal; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>The attachment. Dispose of it to detach; the container goes on.</returns>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ErrorOccurredException">The container cannot be set up: its program does not exist, for example.</exception>
    /// <exception cref="VarlinkConnectionException">
    /// The daemon cannot be reached; or its sockets are not on this host, may not be opened, or the container has ended meanwhile.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">The system is not Linux.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size of the terminal is out of range.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static Task<ContainerAttachment> AttachAsync(
        this IPodmanClient client, string name, ContainerAttachOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(name);
        TerminalSize? size = options?.TerminalSize;
        if (size is { } given)
        {
            ControlPipe.Validate(given);
        }

        // Before the daemon is asked: the question alone changes the container's state.
        return OperatingSystem.IsLinux()
            ? ConnectAsync(client, name, size, cancellationToken)
            : throw new PlatformNotSupportedException("Containers are attached to over sockets of packets, which only Linux has.");
    }

    private static async Task<ContainerAttachment> ConnectAsync(
        IPodmanClient client, string name, TerminalSize? size, CancellationToken cancellationToken)
    {
        AttachSockets sockets = await client.GetAttachSocketsAsync(name, cancellationToken).ConfigureAwait(false);
        AttachSocket socket = await AttachSocket.ConnectAsync(name, sockets.IoSocket, cancellationToken).ConfigureAwait(false);
        var attachment = new ContainerAttachment(sockets.ContainerId, socket, new ControlPipe(sockets.ControlSocket));
        if (size is not { } wanted)
        {
            return attachment;
        }

        bool isReady = false;
        try
        {
            await attachment.ResizeAsync(wanted, cancellationToken).ConfigureAwait(false);
            isReady = true;
            return attachment;
        }
        finally
        {
            if (!isReady)
            {
                attachment.Dispose();
            }
        }
    }
}
