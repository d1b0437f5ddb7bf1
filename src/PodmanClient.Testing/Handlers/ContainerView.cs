using System.Globalization;
using Podman.Testing.Containers;
using Podman.Testing.FileSystem;
using Podman.Testing.Formats;
using Podman.Testing.State;
using Varlink;

namespace Podman.Testing.Handlers;

/// <summary>Containers as the interface shows them: with null for what there is none of.</summary>
internal static class ContainerView
{
    // The namespaces that all share on the pretended host, and where those of containers begin.
    private const long SharedNamespace = 4026531835;
    private const long FirstNamespace = 4026532185;

    public static ListContainerData ToListData(Container container, DateTimeOffset now)
    {
        ContainerConfiguration configuration = container.Configuration;
        ContainerSnapshot state = container.State;
        return new ListContainerData
        {
            Id = container.Id,
            Image = configuration.ImageName,
            ImageId = configuration.Image.Id,
            Command = VarlinkNull.WhenEmpty(configuration.Command),
            CreatedAt = GoTime.Text(container.CreatedAt),

            // Since its creation, not since its start: that is what the real daemon sends.
            RunningFor = GoTime.Duration(now - container.CreatedAt),
            Status = state.Status.ToWire(),
            Ports = VarlinkNull.WhenEmpty([.. configuration.Ports.Select(ToPort)]),
            RootFsSize = configuration.Image.RootSize,
            RwSize = container.Changes.WrittenBytes,
            Names = container.Name,
            Labels = VarlinkNull.WhenEmpty(configuration.Options.Labels),
            Mounts = [.. configuration.Mounts.Select(ToMount)],
            ContainerRunning = state.Status == ContainerStatus.Running,
            Namespaces = ToNamespaces(state),
        };
    }

    public static ContainerStats ToStats(Container container, DateTimeOffset now)
    {
        ContainerSnapshot state = container.State;
        if (state.Status != ContainerStatus.Running)
        {
            return new ContainerStats { Id = container.Id, Name = container.Name };
        }

        // What the program tells, on top of what one uses that sleeps. That is made up, but from what is known: a longer run used more, more
        // processes hold more.
        ContainerUsage? usage = container.Run?.Usage;
        int processes = container.Run?.Processes.Count ?? 0;
        TimeSpan ran = state.StartedAt is { } startedAt ? now - startedAt : TimeSpan.Zero;
        long cpu = 20_000_000 + (ran.Ticks / 100) + ((usage?.ProcessorTime.Ticks ?? 0) * 100);
        long memory = usage is { MemoryBytes: > 0 and long bytes } ? bytes : 409_600L * Math.Max(1, processes);
        bool hasNetwork = container.Run?.NetworkAddress.Length > 0;
        return new ContainerStats
        {
            Id = container.Id,
            Name = container.Name,
            Cpu = cpu / Math.Max(1.0, now.ToUnixTimeMilliseconds() * 1e6),
            CpuNano = cpu,
            SystemNano = cpu / 2 / 10_000_000 * 10_000_000,
            MemUsage = memory,
            MemLimit = HostFacts.TotalMemory,
            MemPerc = memory * 100.0 / HostFacts.TotalMemory,
            NetInput = hasNetwork ? 292 + (usage?.Received ?? 0) : 0,
            NetOutput = hasNetwork ? 540 + (usage?.Sent ?? 0) : 0,
            BlockInput = usage?.Read ?? 0,
            BlockOutput = usage?.Written ?? 0,
            Pids = processes,
        };
    }

    public static ContainerChanges ToChanges(TreeDiff diff) => new()
    {
        Changed = VarlinkNull.WhenEmpty([.. diff.Changed.Keys]),
        Added = VarlinkNull.WhenEmpty([.. diff.Added.Keys]),
        Deleted = VarlinkNull.WhenEmpty([.. diff.Deleted]),
    };

    private static ContainerPortMappings ToPort(PublishedPort port) => new()
    {
        HostPort = Text(port.HostPort),
        HostIp = port.HostIp,
        Protocol = port.Protocol,
        ContainerPort = Text(port.ContainerPort),
    };

    private static ContainerMount ToMount(MountPoint mount) => new()
    {
        Destination = mount.Destination,
        Type = mount.Type,
        Source = mount.Source,
        Options = VarlinkNull.WhenEmpty(mount.Options),
    };

    private static ContainerNameSpace ToNamespaces(ContainerSnapshot state)
    {
        if (state.Pid == 0)
        {
            return new ContainerNameSpace { Pid = "0" };
        }

        long own = FirstNamespace + state.Pid;
        return new ContainerNameSpace
        {
            User = Text(SharedNamespace + 2),
            Uts = Text(own + 1),
            PidNs = Text(own + 3),
            Pid = Text(state.Pid),
            Cgroup = Text(SharedNamespace),
            Net = Text(own + 4),
            Mnt = Text(own),
            Ipc = Text(own + 2),
        };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
