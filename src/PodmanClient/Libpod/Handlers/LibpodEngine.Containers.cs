using Podman.Libpod.Handlers;
using Podman.Libpod.Mapping;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;
using Varlink;

namespace Podman.Libpod;

/// <content>Looking at containers.</content>
public sealed partial class LibpodEngine
{
    private const string AttachSocket = "attach";
    private const string ControlSocket = "ctl";

    private readonly AttachLinks _attachLinks = new();

    private ContainerLookup Containers => field ??= new ContainerLookup(_rest, _options.TimeProvider);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<ListContainerData>> ListContainersAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        Containers.ListAsync(id: null, cancellationToken);

    /// <inheritdoc/>
    public override async Task<ListContainerData> GetContainerAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ListContainerData> listed = await Containers.ListAsync(container.Id, cancellationToken).ConfigureAwait(false);
        return listed.FirstOrDefault(data => data.Id == container.Id) ?? throw new ContainerNotFoundException(name);
    }

    /// <inheritdoc/>
    public override async Task<string> InspectContainerAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        return await AskAsync(container, () => _rest.GetTextAsync(container.Path("json"), cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> ListContainerProcessesAsync(
        string name, IReadOnlyList<string> opts, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (container.Status != ContainerStates.Running)
        {
            // The API answers with nothing, not with a failure.
            throw new ErrorOccurredException($"container {name} is not running");
        }

        ProcessColumns.Check(opts);
        RestPath path = container.Path("top").With("stream", false).WithAny("ps_args", string.Join(',', opts));
        RestProcesses processes = await AskAsync(
            container, () => _rest.GetAsync(path, RestJson.Default.RestProcesses, cancellationToken)).ConfigureAwait(false);
        return ProcessColumns.ToLines(processes);
    }

    /// <inheritdoc/>
    public override async Task<ContainerChanges> ListContainerChangesAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        // Images are compared with what they were built on.
        RestPath? path = await Containers.InspectAsync(name, cancellationToken).ConfigureAwait(false) is { } container
            ? RestPath.Of("containers", container.Id, "changes")
            : await Images.InspectAsync(name, cancellationToken).ConfigureAwait(false) is { } image
                ? RestPath.Of("images", image.Id, "changes")
                : null;
        if (path is null)
        {
            throw new ErrorOccurredException($"layer, image, or container {name} does not exist");
        }

        IReadOnlyList<RestChange> changes =
            await _rest.GetListAsync(path, RestJson.Default.IReadOnlyListRestChange, cancellationToken).ConfigureAwait(false);
        return new ContainerChanges { Changed = OfKind(0), Added = OfKind(1), Deleted = OfKind(2) };

        IReadOnlyList<string> OfKind(int kind) => [.. changes.Where(change => change.Kind == kind).Select(static change => change.Path)];
    }

    /// <inheritdoc/>
    public override async Task<ContainerStats> GetContainerStatsAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        // Asked about a container that is not there, the API answers 200, with an empty object for the failure.
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        RestPath path = new RestPath("containers/stats").With("containers", container.Id).With("stream", false);
        RestStatsReport report = await AskAsync(
            container, () => _rest.GetAsync(path, RestJson.Default.RestStatsReport, cancellationToken)).ConfigureAwait(false);
        return StatsMapping.ToStats(container, report.Stats is [var stats, ..] ? stats : null);
    }

    /// <inheritdoc/>
    public override async Task<AttachSockets> GetAttachSocketsAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (container.Status is ContainerStates.Configured or ContainerStates.Exited)
        {
            await ActAsync(container, container.Path("init"), cancellationToken).ConfigureAwait(false);
        }

        string directory = container.Details.StaticDir
            ?? throw new ErrorOccurredException($"Podman does not tell where the sockets of container {container.Id} are");
        string link = _attachLinks.Shorten(container.Id, directory, AttachSocket);
        return new AttachSockets { ContainerId = container.Id, IoSocket = $"{link}/{AttachSocket}", ControlSocket = $"{link}/{ControlSocket}" };
    }

    /// <summary>Asks something about a container that was there a moment ago.</summary>
    private static async Task<T> AskAsync<T>(FoundContainer container, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (RestErrorException e) when (e.IsNoContainer)
        {
            throw new ContainerNotFoundException(container.Name);
        }
    }

    /// <summary>Makes something happen to a container that was there a moment ago.</summary>
    /// <returns>False where everything was as wanted already.</returns>
    private Task<bool> ActAsync(FoundContainer container, RestPath path, CancellationToken cancellationToken) =>
        AskAsync(container, () => _rest.PostAsync(path, cancellationToken));
}
