using Podman.Libpod.Handlers;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Mapping;

/// <summary>What a container uses, as io.podman describes it.</summary>
internal static class StatsMapping
{
    /// <summary>Describes what a container uses; zeros where it does not run, as Podman 0.8 does.</summary>
    public static ContainerStats ToStats(FoundContainer container, RestStats? stats) => new()
    {
        Id = container.Id,
        Name = container.Details.Name ?? "",
        Cpu = stats?.Cpu ?? 0,
        CpuNano = stats?.CpuNano ?? 0,
        SystemNano = stats?.SystemNano ?? 0,
        MemUsage = stats?.MemUsage ?? 0,
        MemLimit = stats?.MemLimit ?? 0,
        MemPerc = stats?.MemPerc ?? 0,
        NetInput = stats?.Network?.Values.Sum(static traffic => traffic.RxBytes) ?? stats?.NetInput ?? 0,
        NetOutput = stats?.Network?.Values.Sum(static traffic => traffic.TxBytes) ?? stats?.NetOutput ?? 0,
        BlockOutput = stats?.BlockOutput ?? 0,
        BlockInput = stats?.BlockInput ?? 0,
        Pids = stats?.Pids ?? 0,
    };
}
