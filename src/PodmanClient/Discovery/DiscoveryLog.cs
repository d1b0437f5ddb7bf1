using Microsoft.Extensions.Logging;

namespace Podman.Discovery;

/// <summary>What discovery logs. Ids 3000 to 3099; an id never changes its meaning.</summary>
internal static partial class DiscoveryLog
{
    [LoggerMessage(3000, LogLevel.Information, "Podman answers at {Address} ({Origin}), over {Protocol}.")]
    public static partial void Found(ILogger logger, string address, string origin, string protocol);

    [LoggerMessage(3001, LogLevel.Debug, "No Podman at {Address} ({Origin}): {Failure}")]
    public static partial void NotThere(ILogger logger, string address, string origin, string failure);
}
