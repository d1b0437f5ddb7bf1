using Podman.Discovery;
using Varlink;

namespace Podman;

/// <content>Connecting.</content>
public sealed partial class PodmanClient
{
    /// <summary>What carries the calls, for those that the interface does not have.</summary>
    internal IVarlinkCaller Caller => _caller;

    /// <summary>
    /// Connects to Podman: at the address that is given here or in the options; else at the one that the environment names, in
    /// <c>PODMAN_VARLINK_BRIDGE</c> or <c>PODMAN_VARLINK_ADDRESS</c>; else at the first of the places where Podman listens on this host that
    /// answers: <c>$XDG_RUNTIME_DIR/podman/io.podman</c>, <c>/run/user/UID/podman/io.podman</c>, <c>/run/podman/io.podman</c>,
    /// <c>/run/io.podman</c>. A named address that refuses is asked again for a while
    /// (<see cref="VarlinkClientOptions.ConnectRetryPeriod"/>); each of the other places is tried once. The daemon is asked for its version,
    /// and a later one for its interface: methods that it understands in another way throw <see cref="PodmanVersionException"/>.
    /// </summary>
    /// <param name="address">The address, <c>unix:/run/podman/io.podman</c> for example; null for that of the options.</param>
    /// <param name="options">How to connect, wait and retry; null for the defaults.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <returns>The client, connected. Dispose of it when it is no longer needed.</returns>
    /// <exception cref="VarlinkConnectionException">
    /// Podman answers nowhere. <see cref="VarlinkConnectionException.Attempts"/> and the message list every address and why it failed.
    /// </exception>
    /// <exception cref="FormatException">The address is none.</exception>
    /// <exception cref="NotSupportedException">The address is of a kind that this version cannot connect to.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Connecting was cancelled.</exception>
    public static Task<PodmanClient> ConnectAsync(
        string? address = null, PodmanClientOptions? options = null, CancellationToken cancellationToken = default) =>
        PodmanFinder.ConnectAsync(address ?? options?.Address, options?.Client, PodmanEnvironment.Current, cancellationToken);
}
