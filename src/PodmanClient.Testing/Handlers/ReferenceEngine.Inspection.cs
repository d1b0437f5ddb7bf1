using Podman.Testing.Containers;
using Podman.Testing.Handlers;
using Podman.Testing.State;
using Varlink;

namespace Podman.Testing;

/// <content>Looking at containers. Whoever looks at one waits while another call works on it.</content>
public sealed partial class ReferenceEngine
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ListContainerData>> ListContainersAsync(
        VarlinkCallContext context, CancellationToken cancellationToken)
    {
        var list = new List<ListContainerData>();
        foreach (Container container in _services.Containers.All)
        {
            using AsyncLock.Holder holder = await container.Operations.EnterAsync(cancellationToken).ConfigureAwait(false);
            if (!container.IsRemoved)
            {
                list.Add(ContainerView.ToListData(container, _services.Time.GetUtcNow()));
            }
        }

        return VarlinkNull.WhenEmpty<ListContainerData>(list);
    }

    /// <inheritdoc/>
    public override Task<ListContainerData> GetContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        LookAsync(name, container => ContainerView.ToListData(container, _services.Time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public override Task<string> InspectContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        LookAsync(name, ContainerInspection.ToJson, cancellationToken);

    /// <inheritdoc/>
    public override Task<ContainerStats> GetContainerStatsAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        LookAsync(name, container => ContainerView.ToStats(container, _services.Time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<string>> ListContainerProcessesAsync(
        string name, IReadOnlyList<string> opts, VarlinkCallContext context, CancellationToken cancellationToken) =>
        LookAsync(
            name,
            container =>
            {
                ContainerStateMachine.Require(container.State.Status, ContainerOperation.Top, container.Id, name);
                return ProcessTable.Format(container.Run?.Processes ?? [], opts, container.Configuration.Options.Tty, _services.Time.GetUtcNow());
            },
            cancellationToken);

    /// <inheritdoc/>
    public override Task<ContainerChanges> ListContainerChangesAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        // Containers, images and layers alike; not under the container's lock: only storage is looked at.
        return ChangesLookup.Find(name, _services) is { } diff ? Task.FromResult(ContainerView.ToChanges(diff))
            : throw (_services.Has(PodmanQuirks.MissingIsErrorOccurred)
                ? EngineFailure.Occurred($"layer, image, or container {name} does not exist")
                : EngineFailure.NoContainer(name));
    }

    private async Task<T> LookAsync<T>(string name, Func<Container, T> look, CancellationToken cancellationToken)
    {
        Container container = _services.Containers.Resolve(name);
        using AsyncLock.Holder holder = await container.Operations.EnterAsync(cancellationToken).ConfigureAwait(false);
        if (container.IsRemoved)
        {
            throw EngineFailure.NoContainer(name);
        }

        ContainerStateMachine.Require(container.State.Status, ContainerOperation.Examine, container.Id, name);
        return look(container);
    }
}
