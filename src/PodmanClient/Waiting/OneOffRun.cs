namespace Podman;

/// <summary>One run of a container from its creation to its removal.</summary>
internal sealed class OneOffRun(IPodmanClient client, CreateContainerOptions create, bool isRemoved, Action<ContainerLogLine>? onLogLine)
{
    private bool _isAbandoned;

    public async Task<ContainerRunResult> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // The client's time limit for a call holds. A creation that is given up halfway leaves a container whose id nobody knows.
        string id = await client.CreateContainerAsync(create, CancellationToken.None).ConfigureAwait(false);
        ContainerRunResult result;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await client.StartContainerAsync(id, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<ContainerLogLine>? followed = await FollowAsync(id, cancellationToken).ConfigureAwait(false);
            long exitCode = await client.WaitContainerAsync(id, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<ContainerLogLine> log = followed ?? await client.GetLogsAsync(id, options: null, cancellationToken).ConfigureAwait(false);
            result = new ContainerRunResult(id, exitCode, log);
        }
        catch (Exception e)
        {
            await CleanUpAsync(id, e).ConfigureAwait(false);
            throw;
        }

        if (isRemoved)
        {
            await RemoveAsync(id, force: false).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Hands out the log while it is written, where somebody wants it; it ends with the container.</summary>
    private async Task<IReadOnlyList<ContainerLogLine>?> FollowAsync(string id, CancellationToken cancellationToken)
    {
        if (onLogLine is null)
        {
            return null;
        }

        var lines = new List<ContainerLogLine>();
        await foreach (ContainerLogLine line in client.FollowLogsAsync(id, options: null, cancellationToken).ConfigureAwait(false))
        {
            lines.Add(line);
            try
            {
                onLogLine(line);
            }
            catch
            {
                _isAbandoned = true;
                throw;
            }
        }

        return lines;
    }

    /// <summary>Leaves nothing running behind. What goes wrong here must not hide what went wrong before: it is noted there.</summary>
    private async Task CleanUpAsync(string id, Exception cause)
    {
        try
        {
            if (isRemoved)
            {
                await RemoveAsync(id, force: true).ConfigureAwait(false);
            }
            else if (cause is OperationCanceledException || _isAbandoned)
            {
                await StopAsync(id).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            cause.Data[PodmanRunExtensions.LeftContainerId] = id;
            cause.Data["Podman.CleanUpFailure"] = e.Message;
        }
    }

    private async Task RemoveAsync(string id, bool force)
    {
        try
        {
            await client.RemoveContainerAsync(id, force, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ContainerNotFoundException)
        {
            // Somebody was faster.
        }
    }

    private async Task StopAsync(string id)
    {
        ListContainerData container = await client.GetContainerAsync(id, CancellationToken.None).ConfigureAwait(false);
        if (container.Status == ContainerState.Running.Name)
        {
            await client.StopContainerAsync(id, create.StopTimeout, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
