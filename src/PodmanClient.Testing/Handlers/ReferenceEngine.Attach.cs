using Podman.Testing.Containers;
using Varlink;

namespace Podman.Testing;

/// <content>Attaching to a container's streams.</content>
public sealed partial class ReferenceEngine
{
    /// <inheritdoc/>
    /// <remarks>
    /// The socket and the control pipe are real ones, in a temporary directory, until the container is removed. A size that is written to the
    /// control pipe reaches the container's programs.
    /// </remarks>
    public override async Task<AttachSockets> GetAttachSocketsAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Container container = await _containers.PrepareAttachAsync(name).ConfigureAwait(false);
        (string io, string control) = _attachSockets.Open(container);
        return new AttachSockets { ContainerId = container.Id, IoSocket = io, ControlSocket = control };
    }
}
