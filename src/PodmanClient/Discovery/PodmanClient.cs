using Podman.Discovery;
using Varlink;

namespace Podman;

/// <content>Connecting.</content>
public sealed partial class PodmanClient : IDisposable
{
    /// <summary>
    /// What carries the calls, for those that the interface does not have, and for requests that the client would not send: nothing is
    /// checked below it. <see cref="PodmanMethods"/> has the methods.
    /// </summary>
    public IVarlinkCaller Caller => _caller;

    /// <summary>
    /// Connects to Podman, whichever there is: at the address that is given here or in the options; else at the one that the environment names,
    /// in <c>PODMAN_VARLINK_BRIDGE</c>, <c>PODMAN_VARLINK_ADDRESS</c>, <c>CONTAINER_CONNECTION</c> or <c>CONTAINER_HOST</c>; else at the first
    /// place that answers: first the sockets at which Podman 0.8 to 2.2 speak varlink (<c>podman/io.podman</c> below <c>$XDG_RUNTIME_DIR</c>,
    /// <c>/run/user/UID</c> and <c>/run</c>, and <c>/run/io.podman</c>), then the REST service of today's Podman: the user's default connection
    /// (podman-connections.json, or <c>active_service</c> in containers.conf), or without one <c>podman/podman.sock</c> in the same folders.
    /// </summary>
    /// <remarks>
    /// An address of the form that CONTAINER_HOST has (<c>unix:///path</c> with three slashes, <c>tcp://host:port</c>, <c>npipe:////./pipe/name</c>)
    /// is one of the REST service: a <see cref="Libpod.LibpodEngine"/> then answers the calls, belongs to the client, and is disposed of with it. A
    /// named address that refuses is asked again for a while (<see cref="VarlinkClientOptions.ConnectRetryPeriod"/>); each of the other places is
    /// tried once. What is chosen, and why, is logged. A varlink daemon is asked for its version, and a later one for its interface: methods
    /// that it understands in another way throw <see cref="PodmanVersionException"/>.
    /// </remarks>
    /// <param name="address">
    /// The address, <c>unix:///run/podman/podman.sock</c> (REST) or <c>unix:/run/podman/io.podman</c> (varlink) for example; null for that of the
    /// options.
    /// </param>
    /// <param name="options">How to connect, wait and retry; null for the defaults.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <returns>The client, connected. Dispose of it when it is no longer needed.</returns>
    /// <exception cref="VarlinkConnectionException">
    /// Podman answers nowhere. <see cref="VarlinkConnectionException.Attempts"/> and the message list every address and why it failed.
    /// </exception>
    /// <exception cref="FormatException">The address is none, or a connection is named that there is not.</exception>
    /// <exception cref="NotSupportedException">
    /// The address is of a kind that cannot be connected to, <c>ssh://</c> for example: the message has the command that helps.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Connecting was cancelled.</exception>
    public static Task<PodmanClient> ConnectAsync(
        string? address = null, PodmanClientOptions? options = null, CancellationToken cancellationToken = default) =>
        PodmanFinder.ConnectAsync(address ?? options?.Address, options?.Client, PodmanEnvironment.Current, cancellationToken);

    /// <summary>
    /// Makes a client that looks for Podman when it is first used, where and as <see cref="ConnectAsync"/> does: for applications that make their
    /// clients before anything can be awaited, or before Podman is there. Nothing is connected yet.
    /// </summary>
    /// <remarks>
    /// Callers that come while Podman is looked for share one search; it ends when none of them waits any more. When it finds none, these calls end
    /// with what <see cref="ConnectAsync"/> throws, and the next call looks again. Once found, Podman is connected to at that address for
    /// as long as the client lives, also after it was restarted.
    /// </remarks>
    /// <param name="address">The address; null for that of the options.</param>
    /// <param name="options">How to connect, wait and retry; null for the defaults. Later changes have no effect.</param>
    /// <returns>The client. Dispose of it when it is no longer needed.</returns>
    /// <exception cref="FormatException">The address is none.</exception>
    /// <exception cref="NotSupportedException">
    /// The address is of a kind that cannot be connected to, <c>ssh://</c> for example: the message has the command that helps.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static PodmanClient Create(string? address = null, PodmanClientOptions? options = null) =>
        Create(address ?? options?.Address, options?.Client, PodmanEnvironment.Current);

    /// <summary>
    /// Begins to close the client, and does not wait until that is done: for containers of services that are disposed of synchronously.
    /// Later calls throw <see cref="ObjectDisposedException"/>. Prefer <see cref="DisposeAsync"/>.
    /// </summary>
    void IDisposable.Dispose() => _ = DisposeAsync().AsTask();

    /// <summary>The same on a host that a test has made up.</summary>
    internal static PodmanClient Create(string? address, VarlinkClientOptions? options, PodmanEnvironment environment)
    {
        if (!string.IsNullOrEmpty(address))
        {
            PodmanAddress.Check(address, environment);
        }

        VarlinkClientOptions copy = (options ?? new VarlinkClientOptions()).Validated();
        return new PodmanClient(new DiscoveringCaller(token => PodmanFinder.ConnectAsync(address, copy, environment, token)));
    }
}
