using Varlink.Transports;

namespace Varlink;

/// <summary>Rules for <see cref="VarlinkServerOptions.Admit"/>.</summary>
public static class VarlinkAdmission
{
    private const uint Root = 0;

    /// <summary>
    /// Admits those who run as the user of this process, and root: what a service of one user wants that must not be driven by another one,
    /// whatever the mode of its socket. Whoever comes without credentials (<see cref="VarlinkPeer.Credentials"/>) is not admitted, so it
    /// admits nobody over TCP, and nobody on other systems than Linux.
    /// </summary>
    /// <param name="peer">Who has connected.</param>
    /// <returns>Whether it is admitted.</returns>
    public static bool SameUserOrRoot(VarlinkPeer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        return OperatingSystem.IsLinux() && peer.Credentials is { } credentials && IsSameUserOrRoot(credentials.UserId, Libc.EffectiveUser());
    }

    internal static bool IsSameUserOrRoot(uint peer, uint own) => peer == own || peer == Root;
}
