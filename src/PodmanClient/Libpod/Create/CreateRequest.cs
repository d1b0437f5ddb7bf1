using Podman.Libpod.Handlers;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Create;

/// <summary>
/// How to create a container, as the API takes it. What the API does not have is refused, not left out: a container that is not what was asked
/// for is worse than none.
/// </summary>
internal static class CreateRequest
{
    /// <exception cref="ErrorOccurredException">A member has a form that nobody understands, or cannot be had.</exception>
    public static SpecGenerator ToSpec(CreateContainerOptions create)
    {
        Refuse(create);
        SecurityOptions security = SecurityOptions.Parse(create.SecurityOpts);
        (SpecNamespace? network, string? networkName) = Namespaces.ParseNetwork(create.NetMode.Length > 0 ? create.NetMode : create.Network);
        SpecIdMappings? ids = IdMaps.Parse(create);
        CreateResourceConfig resources = create.Resources;
        return new SpecGenerator
        {
            Name = Text(create.Name),
            Pod = Text(create.Pod),
            Image = ImageLookup.WithoutTransport(ImageOf(create)),
            Command = List(create.Command.Count > 0 || create.Image.Length > 0 ? create.Command : [.. create.Args.Skip(1)]),
            Entrypoint = List(create.Entrypoint),
            Env = Map(create.Env),
            Labels = Map(create.Labels),
            Terminal = create.Tty,
            Stdin = create.Interactive,
            StopSignal = StopSignal(create.StopSignal),
            StopTimeout = StopTimeout(create.StopTimeout),
            LogConfiguration = LogOptions.Parse(create.LogDriver, create.LogDriverOpt),
            ConmonPidFile = Text(create.ConmonPidFile),
            CgroupParent = Text(create.CgroupParent),
            PidNs = Namespaces.Parse(create.PidMode),
            UtsNs = Namespaces.Parse(create.UtsMode),
            IpcNs = Namespaces.Parse(create.IpcMode),
            UserNs = ids is null ? Namespaces.Parse(create.UsernsMode) : Namespaces.Private,
            IdMappings = ids,
            NetNs = network,
            Networks = networkName is null ? null : new Dictionary<string, SpecNetwork> { [networkName] = new() },
            Hostname = Text(create.Hostname),
            HostAdd = List(create.HostAdd),
            DnsServer = List(create.DnsServers),
            DnsSearch = List(create.DnsSearch),
            DnsOption = List(create.DnsOpt),
            Sysctl = Map(create.SysCtl),
            Remove = create.Rm,
            ImageVolumeMode = ImageVolumes(create.ImageVolumeType),
            Mounts = Mounts.ParseMounts(create),
            Volumes = Mounts.ParseVolumes(create.Volumes),
            Devices = create.Devices.Count == 0 ? null : [.. create.Devices.Select(static device => new SpecDevice(device))],
            ShmSize = resources.ShmSize == 0 ? null : resources.ShmSize,
            WorkDir = Text(create.WorkDir),
            Privileged = create.Privileged,
            User = Text(create.User),
            Groups = List(create.GroupAdd),
            CapAdd = List(create.CapAdd),
            CapDrop = List(create.CapDrop),
            SelinuxOpts = List(security.Selinux),
            ApparmorProfile = Text(create.AppArmorProfile) ?? security.Apparmor,
            SeccompProfilePath = Text(create.SeccompProfilePath) ?? security.Seccomp,
            NoNewPrivileges = create.NoNewPrivs || security.NoNewPrivileges,
            Mask = List(security.Mask),
            Unmask = List(security.Unmask),
            ReadOnlyFilesystem = create.ReadOnlyRootFs,
            PortMappings = Ports.ParsePublished(create.Publish),
            PublishImagePorts = create.PublishAll,
            Expose = Ports.ParseExposed(create.ExposedPorts),
            ResourceLimits = Resources.ToLimits(resources),
            Ulimits = Resources.ParseUlimits(resources.Ulimit),
            OomScoreAdj = resources.OomScoreAdj == 0 ? null : resources.OomScoreAdj,
            WeightDevice = Resources.ParseWeights(resources.BlkioWeightDevice),
            ThrottleReadBps = Resources.ParseRates(resources.DeviceReadBps, "device_read_bps"),
            ThrottleWriteBps = Resources.ParseRates(resources.DeviceWriteBps, "device_write_bps"),
            ThrottleReadIops = Resources.ParseRates(resources.DeviceReadIops, "device_read_iops"),
            ThrottleWriteIops = Resources.ParseRates(resources.DeviceWriteIops, "device_write_iops"),
        };
    }

    /// <summary>The image that the container is made of.</summary>
    public static string ImageOf(CreateContainerOptions create) =>
        create.Image.Length > 0 ? create.Image
        : create.Args is [{ Length: > 0 } image, ..] ? image
        : throw new ErrorOccurredException("error, image name not provided");

    private static void Refuse(CreateContainerOptions create)
    {
        (string Member, bool IsGiven)[] members =
        [
            ("mount_label", create.MountLabel.Length > 0),
            ("process_label", create.ProcessLabel.Length > 0),
            ("subuidmap", create.SubUidMap.Length > 0),
            ("subgidmap", create.SubGidMap.Length > 0),
            ("subuidname", create.SubUidName.Length > 0),
            ("subgidname", create.SubGidName.Length > 0),
        ];
        foreach ((string member, bool isGiven) in members)
        {
            if (isGiven)
            {
                throw new ErrorOccurredException($"{member} cannot be had: Podman's REST API does not take it");
            }
        }
    }

    private static int? StopSignal(long signal) => signal switch
    {
        0 => null,
        > 0 and <= int.MaxValue => (int)signal,
        _ => throw new ErrorOccurredException($"stop_signal is no signal: {signal}"),
    };

    private static uint StopTimeout(long seconds) =>
        seconds is >= 0 and <= uint.MaxValue ? (uint)seconds : throw new ErrorOccurredException($"stop_timeout is no number of seconds: {seconds}");

    private static string? ImageVolumes(string type) => type switch
    {
        "" => null,
        "bind" => "anonymous",
        _ => type,
    };

    private static string? Text(string text) => text.Length > 0 ? text : null;

    private static IReadOnlyList<string>? List(IReadOnlyList<string> values) => values.Count > 0 ? values : null;

    private static IReadOnlyDictionary<string, string>? Map(IReadOnlyDictionary<string, string> values) => values.Count > 0 ? values : null;
}
