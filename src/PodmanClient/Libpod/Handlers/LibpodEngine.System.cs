using Podman.Libpod.Mapping;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;
using Varlink;

namespace Podman.Libpod;

/// <content>Podman itself, and what no daemon ever had.</content>
public sealed partial class LibpodEngine
{
    /// <summary>Finds out whether Podman answers.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="VarlinkConnectionException">It does not.</exception>
    internal async Task<string> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            RestVersion version = await _rest.GetAsync(new RestPath("version"), RestJson.Default.RestVersion, cancellationToken).ConfigureAwait(false);
            return SystemMapping.ToVersion(version).Version;
        }
        catch (RestException e)
        {
            VarlinkConnectionReason reason = e is RestUnavailableException unavailable ? unavailable.Reason : VarlinkConnectionReason.Unknown;
            string message = e is RestErrorException ? $"{Address} answers, but not as Podman does: {e.Message}" : e.Message;
            throw new VarlinkConnectionException(message, reason, endpoint: Address, innerException: e);
        }
    }

    /// <inheritdoc/>
    public override async Task<StringResponse> PingAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        new() { Message = (await _rest.GetTextAsync(new RestPath("_ping"), cancellationToken).ConfigureAwait(false)).Trim() };

    /// <inheritdoc/>
    public override async Task<PodmanVersion> GetVersionAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        SystemMapping.ToVersion(
            await _rest.GetAsync(new RestPath("version"), RestJson.Default.RestVersion, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task<PodmanInfo> GetInfoAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        SystemMapping.ToInfo(await _rest.GetAsync(new RestPath("info"), RestJson.Default.RestInfo, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override Task<NotImplementedReply> AttachToContainerAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        throw NotImplemented(context);

    /// <inheritdoc/>
    public override Task<NotImplementedReply> CreateImageAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        throw NotImplemented(context);

    /// <inheritdoc/>
    public override Task<NotImplementedReply> RenameContainerAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        throw NotImplemented(context);

    /// <inheritdoc/>
    public override Task<NotImplementedReply> ResizeContainerTtyAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        throw NotImplemented(context);

    /// <inheritdoc/>
    public override Task<NotImplementedReply> UpdateContainerAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        throw NotImplemented(context);
}
