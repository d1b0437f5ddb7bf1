using Podman.Libpod.Handlers;
using Varlink;

namespace Podman.Libpod;

/// <content>Looking at containers.</content>
public sealed partial class LibpodEngine
{
    private ContainerLookup Containers => field ??= new ContainerLookup(_rest, _options.TimeProvider);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<ListContainerData>> ListContainersAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        Containers.ListAsync(id: null, cancellationToken);
}
