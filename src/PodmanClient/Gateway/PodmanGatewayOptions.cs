using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Varlink;

namespace Podman.Libpod;

/// <summary>Where a <see cref="PodmanGateway"/> listens, for whom, and which Podman is behind it.</summary>
public sealed class PodmanGatewayOptions
{
    /// <summary>
    /// The varlink address to listen on, <c>unix:/run/podman/io.podman</c> for example. A socket file gets the mode 0600, unless the address
    /// says another one (<c>;mode=0660</c>). Default: null, which takes the socket that the process was started with, where it was started by
    /// socket activation; otherwise the place where Podman's own varlink service listened: <c>/run/podman/io.podman</c> for root,
    /// <c>$XDG_RUNTIME_DIR/podman/io.podman</c> for others. Folders are made where they are missing.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>
    /// The address of Podman's REST service, <c>unix:///run/podman/podman.sock</c> for example. Default: null, which is the one that
    /// <c>CONTAINER_HOST</c> names; otherwise where Podman listens for the user of this process: <c>/run/podman/podman.sock</c> for root,
    /// <c>$XDG_RUNTIME_DIR/podman/podman.sock</c> for others. It need not answer yet when the gateway starts.
    /// </summary>
    public string? Podman { get; set; }

    /// <summary>
    /// Decides who is served: see <see cref="VarlinkServerOptions.Admit"/>. Default: <see cref="VarlinkAdmission.SameUserOrRoot"/>. Whoever is
    /// served may do all that the user may do whose Podman it is; with root's Podman, that is everything.
    /// </summary>
    public Func<VarlinkPeer, bool> Admit { get; set; } = VarlinkAdmission.SameUserOrRoot;

    /// <summary>How many clients may be connected at once; others wait. Default: 1000.</summary>
    public int MaxConnections { get; set; } = VarlinkServerOptions.DefaultMaxConnections;

    /// <summary>How long calls under way may take to finish when the gateway stops. Default: 5 s.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = VarlinkServerOptions.DefaultShutdownTimeout;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where logs go. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;
}
