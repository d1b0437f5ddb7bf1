using Podctl.Output;
using Podman;

namespace Podctl.Engines;

/// <summary>Reads what running containers use. Rates are the difference of two readings.</summary>
internal sealed class UsageMeter(IPodmanClient podman, TimeProvider time)
{
    private readonly Dictionary<string, (ContainerStats Stats, long At)> _last = new(StringComparer.Ordinal);

    /// <summary>Takes a reading. Of a container that was not in the one before, the rates are 0.</summary>
    public async Task<IReadOnlyList<Usage>> ReadAsync(CancellationToken cancellationToken)
    {
        var usages = new List<Usage>();
        foreach (ListContainerData container in await podman.ListContainersAsync(cancellationToken))
        {
            if (container.ContainerRunning && await StatsAsync(container.Id, cancellationToken) is { } stats)
            {
                usages.Add(Compare(stats));
            }
        }

        return [.. usages.OrderBy(usage => usage.Name, StringComparer.Ordinal)];
    }

    private async Task<ContainerStats?> StatsAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await podman.GetContainerStatsAsync(id, cancellationToken);
        }
        catch (ContainerNotFoundException)
        {
            // Removed since it was listed.
            return null;
        }
    }

    private Usage Compare(ContainerStats stats)
    {
        long now = time.GetTimestamp();
        (ContainerStats before, long at) = _last.GetValueOrDefault(stats.Id, (stats, now));
        _last[stats.Id] = (stats, now);
        double seconds = time.GetElapsedTime(at, now).TotalSeconds;
        return new Usage(
            stats.Name,
            CpuPercent: Rate(stats.CpuNano - before.CpuNano, seconds) / 1e9 * 100,
            stats.MemUsage,
            stats.MemPerc,
            stats.NetInput,
            stats.NetOutput,
            NetBytesPerSecond: Rate(stats.NetInput + stats.NetOutput - before.NetInput - before.NetOutput, seconds),
            stats.Pids);
    }

    /// <summary>Counters begin anew when a container is started again.</summary>
    private static double Rate(long difference, double seconds) => seconds > 0 && difference > 0 ? difference / seconds : 0;
}
