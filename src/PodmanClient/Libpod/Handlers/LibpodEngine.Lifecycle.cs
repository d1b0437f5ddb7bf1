using Podman.Libpod.Handlers;
using Podman.Libpod.Mapping;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;
using Varlink;

namespace Podman.Libpod;

/// <content>
/// The life of containers. The state is looked at first where the API would do something that io.podman forbids: it kills paused containers
/// before it reports that they cannot be stopped, for example. Between the look and the act somebody else may change the state; then
/// Podman's own answer counts.
/// </content>
public sealed partial class LibpodEngine
{
    private const string Terminate = "15";

    /// <summary>The number that stands for <see cref="Terminate"/>.</summary>
    private const long Default = -1;

    /// <summary>
    /// The longest time to wait for an end: Podman counts nanoseconds, and where those are too many for it, it does not wait at all, but kills. It
    /// is 68 years.
    /// </summary>
    private const long MaxSeconds = int.MaxValue;
    private const int RemoveAttempts = 4;

    /// <inheritdoc/>
    public override async Task<string> StartContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (container.Status == ContainerStates.Paused
            || !await ActAsync(container, container.Path("start"), cancellationToken).ConfigureAwait(false))
        {
            throw new ErrorOccurredException("container is already running or paused");
        }

        return container.Id;
    }

    /// <inheritdoc/>
    public override async Task<string> StopContainerAsync(
        string name, long timeout, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (container.Status is ContainerStates.Paused or ContainerStates.Configured)
        {
            throw new ErrorOccurredException("can only stop created, running, or stopped containers: container state improper");
        }

        try
        {
            await ActAsync(container, container.Path("stop").With("timeout", Seconds(timeout)), cancellationToken).ConfigureAwait(false);
        }
        catch (RestErrorException e) when (e.IsWrongState)
        {
            // It may have ended by itself meanwhile: then it is as was wanted.
            if (!await HasEndedAsync(container, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }

        return container.Id;
    }

    /// <inheritdoc/>
    public override async Task<string> RestartContainerAsync(
        string name, long timeout, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        await ActAsync(container, container.Path("restart").With("t", Seconds(timeout)), cancellationToken).ConfigureAwait(false);
        return container.Id;
    }

    /// <inheritdoc/>
    public override async Task<string> KillContainerAsync(
        string name, long signal, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (container.Status != ContainerStates.Running)
        {
            throw new ErrorOccurredException("can only kill running containers: container state improper");
        }

        if (signal < Default)
        {
            // Podman answers as if it had sent it.
            throw new ErrorOccurredException($"error sending signal to container {container.Id}: there is no signal {signal}");
        }

        if (signal != 0)
        {
            RestPath path = container.Path("kill");
            path = signal == Default ? path.With("signal", Terminate) : path.With("signal", signal);
            await ActAsync(container, path, cancellationToken).ConfigureAwait(false);
        }

        return container.Id;
    }

    /// <inheritdoc/>
    public override async Task<string> PauseContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (container.Status is not (ContainerStates.Running or ContainerStates.Paused))
        {
            // The API says it in its own words for states, which mean something else here.
            throw new ErrorOccurredException($"\"{container.Status}\" is not running, can't pause: container state improper");
        }

        await ActAsync(container, container.Path("pause"), cancellationToken).ConfigureAwait(false);
        return container.Id;
    }

    /// <inheritdoc/>
    public override async Task<string> UnpauseContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        await ActAsync(container, container.Path("unpause"), cancellationToken).ConfigureAwait(false);
        return container.Id;
    }

    /// <inheritdoc/>
    public override async Task<long> WaitContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        return await new ContainerWait(_rest, Containers, _options).RunAsync(container, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<string> RemoveContainerAsync(
        string name, bool force, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        await RemoveAsync(container, force, cancellationToken).ConfigureAwait(false);
        return container.Id;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> DeleteStoppedContainersAsync(
        VarlinkCallContext context, CancellationToken cancellationToken)
    {
        // Pruning by the API leaves those that were never started.
        IReadOnlyList<RestContainer> containers = await Containers.ListAsync(withSizes: false, id: null, cancellationToken).ConfigureAwait(false);
        var removed = new List<string>();
        foreach (RestContainer listed in containers.OrderBy(static container => container.Id, StringComparer.Ordinal))
        {
            if (await Containers.InspectAsync(listed.Id, cancellationToken).ConfigureAwait(false) is not { } details)
            {
                // Somebody was faster: then it is not this call that deleted it.
                continue;
            }

            var container = new FoundContainer(listed.Id, details);
            if (container.Status == ContainerStates.Running)
            {
                continue;
            }

            try
            {
                await RemoveAsync(container, force: false, cancellationToken).ConfigureAwait(false);
                removed.Add(container.Id);
            }
            catch (ContainerNotFoundException)
            {
                // As above.
            }
        }

        return removed;
    }

    private static long Seconds(long timeout) =>
        timeout >= 0 ? Math.Min(timeout, MaxSeconds) : throw new ErrorOccurredException($"a time limit cannot be negative: {timeout}");

    private async Task RemoveAsync(FoundContainer container, bool force, CancellationToken cancellationToken)
    {
        if (container.Status == ContainerStates.Paused)
        {
            throw new ErrorOccurredException($"container {container.Id} is paused, cannot remove until unpaused: container state improper");
        }

        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await DeleteAsync(container, force, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (RestErrorException e) when (force && e.IsWrongState && attempt < RemoveAttempts)
            {
                // Podman trips over a container that ends by itself while it is being stopped, and has removed nothing then.
                await Task.Delay(_options.WaitInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task DeleteAsync(FoundContainer container, bool force, CancellationToken cancellationToken)
    {
        using RestResponse response = await AskAsync(
            container,
            () => _rest.SendAsync(HttpMethod.Delete, container.Path("").With("force", force), content: null, cancellationToken))
            .ConfigureAwait(false);

        // Podman 3 answers with nothing, later ones with a report, which may hold the failure.
        string text = await response.ReadTextAsync(cancellationToken).ConfigureAwait(false);
        if (text.Length > 0
            && response.ParseList(text, RestJson.Default.IReadOnlyListRestRemoval).FirstOrDefault(static removal => removal.Err is { Length: > 0 }) is { } failed)
        {
            throw new ErrorOccurredException(failed.Err!);
        }
    }

    private async Task<bool> HasEndedAsync(FoundContainer container, CancellationToken cancellationToken) =>
        await Containers.InspectAsync(container.Id, cancellationToken).ConfigureAwait(false) is { } details
        && details.State?.Status == ContainerStates.Exited;
}
