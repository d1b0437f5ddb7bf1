using System.Globalization;
using Podman.Libpod.Build;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Create;

/// <summary>Limits on what a container may use. 0, "" and nothing mean no limit of its own.</summary>
internal static class Resources
{
    /// <summary>The period that a number of processors is counted in, in microseconds: the kernel's default.</summary>
    private const long CpuPeriod = 100_000;

    public static SpecResources? ToLimits(CreateResourceConfig resources)
    {
        if (resources.Cpus < 0)
        {
            throw new ErrorOccurredException($"cpus is no number of processors: {resources.Cpus.ToString(CultureInfo.InvariantCulture)}");
        }

        if (resources.Cpus != 0 && (resources.CpuPeriod != 0 || resources.CpuQuota != 0))
        {
            throw new ErrorOccurredException("cpus cannot be given together with cpu_period and cpu_quota: they say the same");
        }

        var cpu = new SpecCpu
        {
            Shares = Limit(resources.CpuShares),
            Quota = resources.Cpus > 0 ? (long)Math.Round(resources.Cpus * CpuPeriod) : Limit(resources.CpuQuota),
            Period = resources.Cpus > 0 ? CpuPeriod : Limit(resources.CpuPeriod),
            RealtimeRuntime = Limit(resources.CpuRtRuntime),
            RealtimePeriod = Limit(resources.CpuRtPeriod),
            Cpus = resources.CpusetCpus.Length > 0 ? resources.CpusetCpus : null,
            Mems = resources.CpusetMems.Length > 0 ? resources.CpusetMems : null,
        };
        var memory = new SpecMemory
        {
            Limit = Limit(resources.Memory),
            Reservation = Limit(resources.MemoryReservation),
            Swap = Limit(resources.MemorySwap),
            Kernel = Limit(resources.KernelMemory),
            Swappiness = Limit(resources.MemorySwappiness),
            DisableOomKiller = resources.DisableOomKiller ? true : null,
        };
        var limits = new SpecResources(
            cpu == new SpecCpu() ? null : cpu,
            memory == new SpecMemory() ? null : memory,
            resources.PidsLimit == 0 ? null : new SpecPids(resources.PidsLimit),
            resources.BlkioWeight == 0 ? null : new SpecBlockIO(resources.BlkioWeight));
        return limits == new SpecResources(null, null, null, null) ? null : limits;
    }

    /// <summary>"nofile=1024:2048", "nofile=1024"; -1 is without a limit.</summary>
    public static IReadOnlyList<SpecUlimit>? ParseUlimits(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? null : [.. texts.Select(ParseUlimit)];

    /// <summary>"/dev/sda:200"</summary>
    public static IReadOnlyDictionary<string, SpecWeight>? ParseWeights(IReadOnlyList<string> texts) =>
        ParseDevices(texts, "blkio_weight_device", static value => new SpecWeight(value));

    /// <summary>"/dev/sda:1mb", "/dev/sda:1000"</summary>
    public static IReadOnlyDictionary<string, SpecRate>? ParseRates(IReadOnlyList<string> texts, string member) =>
        ParseDevices(texts, member, static value => new SpecRate(value));

    private static Dictionary<string, T>? ParseDevices<T>(IReadOnlyList<string> texts, string member, Func<long, T> create)
    {
        var devices = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach ((string path, long value) in texts.Select(text => SplitDevice(text, member)))
        {
            if (!devices.TryAdd(path, create(value)))
            {
                throw new ErrorOccurredException($"{member} names {path} twice");
            }
        }

        return devices.Count > 0 ? devices : null;
    }

    private static (string Path, long Value) SplitDevice(string text, string member)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0
            ? (text[..colon], SizeMember.Parse(text[(colon + 1)..], member))
            : throw new ErrorOccurredException($"invalid {member} \"{text}\": it reads /dev/sda:value");
    }

    private static SpecUlimit ParseUlimit(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string[] values = equals < 0 ? [] : text[(equals + 1)..].Split(':');
        return equals > 0 && values.Length is 1 or 2 && TryParse(values[0], out ulong soft) && TryParse(values[^1], out ulong hard)
            ? new SpecUlimit(text[..equals], hard, soft)
            : throw new ErrorOccurredException($"invalid ulimit \"{text}\": it reads nofile=1024:2048");
    }

    private static bool TryParse(string text, out ulong value)
    {
        if (text == "-1")
        {
            value = ulong.MaxValue;
            return true;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static long? Limit(long value) => value == 0 ? null : value;
}
