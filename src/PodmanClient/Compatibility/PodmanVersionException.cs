using Varlink;

namespace Podman;

/// <summary>
/// The daemon is of a version that has this method with another signature, so the call was not sent: it would have been understood as
/// something else. Calls of other methods are not affected.
/// </summary>
public sealed class PodmanVersionException : VarlinkErrorException
{
    internal PodmanVersionException(string daemonVersion, string difference, string method, string endpoint)
        : base(
            MethodNotImplementedException.Error,
            $"Podman {daemonVersion} at {endpoint} has {method} in another form than Podman 0.8, which this client is made for: {difference}. " +
            "The call was not sent.",
            method,
            endpoint) => DaemonVersion = daemonVersion;

    /// <summary>The version of the daemon: "1.9.3".</summary>
    public string DaemonVersion { get; }
}
