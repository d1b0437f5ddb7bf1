using Varlink;

namespace Podman.Compatibility;

/// <summary>Carries the calls to a daemon of another version, all but those that it would take for something else.</summary>
internal sealed class VersionGuard(VarlinkClient client, string daemonVersion, IReadOnlyDictionary<string, string> differences) : IVarlinkCaller
{
    public Task<TReply> CallAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        return Refusal(method) is { } refusal
            ? Task.FromException<TReply>(refusal)
            : client.CallAsync(method, parameters, cancellationToken);
    }

    public IAsyncEnumerable<TReply> StreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        return Refusal(method) is { } refusal
            ? Refuse<TReply>(refusal)
            : client.StreamAsync(method, parameters, cancellationToken);
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private PodmanVersionException? Refusal(VarlinkMethod method) =>
        method.InterfaceName == PodmanInterface.Name && differences.TryGetValue(method.Name, out string? difference)
            ? new PodmanVersionException(daemonVersion, difference, method.FullName, client.Endpoint)
            : null;

    /// <summary>A stream fails when it is read, not when it is asked for.</summary>
    private static async IAsyncEnumerable<TReply> Refuse<TReply>(PodmanVersionException refusal)
    {
        await Task.FromException(refusal).ConfigureAwait(false);
        yield break;
    }
}
