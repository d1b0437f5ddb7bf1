using Podctl.Output;
using Podman;

namespace Podctl.Engines;

/// <summary>Reads what running containers use. The processor's share is the difference of two readings.</summary>
internal sealed class UsageMeter(IPodmanClient podman, TimeProvider time)
{
    private readonly Dictionary<string, (long CpuNano, long At)> _last = new(StringComparer.Ordinal);

    /// <summary>Takes a reading. Of a container that was not in the one before, the share of the processor is 0.</summary>
    public async Task<IReadOnlyList<Usage>> ReadAsync(CancellationToken cancellationToken)
    {
        var usages = new List<Usage>();
        foreach (ListContainerData container in await podman.ListContainersAsync(cancellationToken))
        {
            if (container.ContainerRunning && await StatsAsync(container.Id, cancellationToken) is { } stats)
            {
                usages.Add(new Usage(
                    stats.Name, CpuPercent(stats), stats.MemUsage, stats.MemPerc, stats.NetInput, stats.NetOutput, stats.Pids));
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

    private double CpuPercent(ContainerStats stats)
    {
        long now = time.GetTimestamp();
        bool isKnown = _last.TryGetValue(stats.Id, out (long CpuNano, long At) last);
        _last[stats.Id] = (stats.CpuNano, now);
        double passed = isKnown ? time.GetElapsedTime(last.At, now).TotalNanoseconds : 0;
        return passed > 0 ? Math.Max(0, (stats.CpuNano - last.CpuNano) / passed * 100) : 0;
    }
}
