using Podctl.Output;
using Podman;

namespace Podctl.Terminals;

/// <summary>A container that is run joined to this process: <c>podctl run -i</c>, and <c>-t</c>.</summary>
internal static class JoinedRun
{
    private const long StopSeconds = 10;

    /// <summary>Runs it to its end, or until the keys for it detach.</summary>
    /// <returns>What it ended with; when detached, 0, and it goes on.</returns>
    /// <exception cref="NotSupportedException">It is to have a terminal and what is typed, and nobody types at one here.</exception>
    public static async Task<int> RunAsync(
        Shell shell, IPodmanClient podman, CreateContainerOptions create, bool isKept, CancellationToken cancellationToken)
    {
        if (create is { Interactive: true, Tty: true } && !shell.HasKeyboard)
        {
            // The input of a terminal does not end with that of this process: the container would wait for ever.
            throw new NotSupportedException("-i and -t together need a terminal here, too. In a pipe, leave -t out.");
        }

        // A creation that is given up halfway leaves a container whose id nobody knows.
        cancellationToken.ThrowIfCancellationRequested();
        string id = await podman.CreateContainerAsync(create, CancellationToken.None);
        string name = create.Name.Length > 0 ? create.Name : Format.ShortId(id);
        bool isOver = false;
        try
        {
            var joining = new Joining(name, IsStarted: true, create.Interactive, create.Tty);
            long? exitCode = await ContainerJoin.RunAsync(shell, podman, joining, cancellationToken);
            isOver = true;
            if (exitCode is not { } code)
            {
                return ExitStatus.Success;
            }

            if (!isKept)
            {
                await podman.RemoveContainerAsync(id, force: false, CancellationToken.None);
            }

            return (int)code;
        }
        finally
        {
            if (!isOver)
            {
                await EndAsync(podman, id, isKept);
            }
        }
    }

    /// <summary>Leaves nothing running behind that could not be started, or was given up.</summary>
    private static Task EndAsync(IPodmanClient podman, string id, bool isKept) => isKept
        ? podman.StopContainerAsync(id, StopSeconds, CancellationToken.None)
        : podman.RemoveContainerAsync(id, force: true, CancellationToken.None);
}
