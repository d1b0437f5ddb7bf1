using Varlink;

namespace Podman.Compatibility;

/// <summary>Asks a daemon for its version, and finds out what that means for the calls.</summary>
internal static class DaemonGreeting
{
    /// <summary>The versions that this client is made for begin so.</summary>
    private const string OwnVersions = "0.";

    /// <summary>Makes sure that a daemon answers, and gives what carries the calls to it.</summary>
    /// <exception cref="InterfaceNotFoundException">The service is no Podman.</exception>
    public static async Task<IVarlinkCaller> GreetAsync(VarlinkClient client, CancellationToken cancellationToken)
    {
        string version;
        try
        {
            version = (await client.CallAsync(PodmanMethods.GetVersion, default, cancellationToken).ConfigureAwait(false)).Version;
        }
        catch (VarlinkErrorException e) when (e is not InterfaceNotFoundException)
        {
            // A service of one's own that leaves GetVersion out is as good as any: it offers the interface.
            return client;
        }

        if (version.Length == 0 || version.StartsWith(OwnVersions, StringComparison.Ordinal))
        {
            return client;
        }

        IReadOnlyDictionary<string, string> differences = await FindDifferencesAsync(client, cancellationToken).ConfigureAwait(false);
        return differences.Count == 0 ? client : new VersionGuard(client, version, differences);
    }

    private static async Task<IReadOnlyDictionary<string, string>> FindDifferencesAsync(VarlinkClient client, CancellationToken cancellationToken)
    {
        try
        {
            string description = await client.GetInterfaceDescriptionAsync(PodmanInterface.Name, cancellationToken).ConfigureAwait(false);
            return description == PodmanInterface.Description
                ? new Dictionary<string, string>()
                : new SignatureComparison(InterfaceReader.Read(PodmanInterface.Description), InterfaceReader.Read(description)).FindDifferences();
        }
        catch (Exception e) when (e is VarlinkErrorException or FormatException)
        {
            // What does not describe itself cannot be compared. Its own errors then have to do.
            return new Dictionary<string, string>();
        }
    }
}
