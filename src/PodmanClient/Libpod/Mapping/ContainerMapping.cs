using System.Globalization;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Mapping;

/// <summary>Containers as io.podman describes them.</summary>
internal static class ContainerMapping
{
    /// <summary>Describes a container.</summary>
    /// <param name="container">What the list says.</param>
    /// <param name="mounts">What is mounted: the list names the destinations only.</param>
    /// <param name="now">The time, for the age.</param>
    public static ListContainerData ToListData(RestContainer container, IReadOnlyList<RestMount>? mounts, DateTimeOffset now)
    {
        string status = container.State ?? "";
        return new ListContainerData
        {
            Id = container.Id,
            Image = container.Image ?? "",
            ImageId = ImageMapping.BareId(container.ImageId),
            Command = container.Command ?? [],
            CreatedAt = container.Created ?? "",
            RunningFor = Rfc3339.TryParse(container.Created, out DateTimeOffset created) ? GoDuration.Format(now - created) : "",
            Status = status,
            Ports = [.. (container.Ports ?? []).SelectMany(ToPorts)],
            RootFsSize = container.Size?.RootFsSize ?? 0,
            RwSize = container.Size?.RwSize ?? 0,
            Names = container.Names is [var name, ..] ? name : "",
            Labels = container.Labels ?? new Dictionary<string, string>(),
            Mounts = mounts is not null
                ? [.. mounts.Select(ToMount)]
                : [.. (container.Mounts ?? []).Select(static destination => new ContainerMount { Destination = destination })],
            ContainerRunning = status == ContainerStates.Running,
            Namespaces = ToNamespaces(container.Namespaces, container.Pid),
        };
    }

    private static ContainerMount ToMount(RestMount mount) => new()
    {
        Destination = mount.Destination ?? "",
        Type = mount.Type ?? "",
        Source = mount.Source ?? "",

        // The API tells this one apart from the others.
        Options = mount.Rw ? mount.Options ?? [] : [.. mount.Options ?? [], "ro"],
    };

    /// <summary>The API joins neighbouring ports into ranges, and protocols into one text.</summary>
    private static IEnumerable<ContainerPortMappings> ToPorts(RestPort port) =>
        from protocol in (port.Protocol is { Length: > 0 } given ? given : "tcp").Split(',')
        from offset in Enumerable.Range(0, Math.Max(1, port.Range))
        select new ContainerPortMappings
        {
            // Of each two the one that is not meant is 0, which is no port.
            HostPort = Text(port.HostPort + port.HostPortBefore4 + offset),
            HostIp = port.HostIp ?? port.HostIpBefore4 ?? "",
            Protocol = protocol,
            ContainerPort = Text(port.ContainerPort + port.ContainerPortBefore4 + offset),
        };

    private static ContainerNameSpace ToNamespaces(RestNamespaces? namespaces, long pid) => new()
    {
        User = namespaces?.User ?? "",
        Uts = namespaces?.Uts ?? "",
        PidNs = namespaces?.Pidns ?? "",
        Pid = Text(pid),
        Cgroup = namespaces?.Cgroup ?? "",
        Net = namespaces?.Net ?? "",
        Mnt = namespaces?.Mnt ?? "",
        Ipc = namespaces?.Ipc ?? "",
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
