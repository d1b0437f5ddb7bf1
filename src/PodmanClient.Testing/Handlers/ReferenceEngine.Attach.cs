using Podman.Testing.Containers;
using Varlink;

namespace Podman.Testing;

/// <content>Attaching to a container's streams.</content>
public sealed partial class ReferenceEngine
{
    /// <inheritdoc/>
    /// <remarks>
    /// The sockets are real ones, in a temporary directory. What is written to the control socket has no effect: terminals here have no size.
    /// </remarks>
    public override async Task<AttachSockets> GetAttachSocketsAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Container container = await _containers.PrepareAttachAsync(name).ConfigureAwait(false);
        (string io, string control) = _attachSockets.Open(container);
        return new AttachSockets { ContainerId = container.Id, IoSocket = io, ControlSocket = control };
    }
}
