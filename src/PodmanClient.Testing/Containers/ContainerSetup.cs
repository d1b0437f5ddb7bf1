using System.Text;
using Podman.Testing.FileSystem;
using Podman.Testing.Programs;
using Podman.Testing.State;

namespace Podman.Testing.Containers;

/// <summary>A container that the runtime has set up: everything its program needs.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its command line.</param>
/// <param name="Files">What it sees of files.</param>
/// <param name="User">Who it runs as.</param>
/// <param name="HostName">What it is told the host is called.</param>
/// <param name="Address">Its address in the network; empty without one of its own.</param>
/// <param name="Number">Grows with every set-up: process ids and hardware addresses are made of it.</param>
internal sealed record ContainerSetup(
    ContainerProgram Program,
    IReadOnlyList<string> Arguments,
    ContainerFileSystem Files,
    UserIds User,
    string HostName,
    string Address,
    int Number)
{
    // Where the numbers of the pretended host begin.
    private const int FirstPid = 5300;
    private const int PidsPerRun = 7;

    /// <summary>The process that the runtime holds ready, and that becomes the program.</summary>
    public int Pid => FirstPid + (Number * PidsPerRun);

    /// <summary>Its hardware address.</summary>
    public string MacAddress => $"f6:64:06:9e:{Number >> 8 & 0xFF:x2}:{Number & 0xFF:x2}";
}

/// <summary>Sets containers up, as the OCI runtime does: mounts, host name, user, program.</summary>
internal static class ContainerInitializer
{
    private static readonly string[] MountedFiles = ["/etc/hostname", "/etc/hosts", "/etc/resolv.conf"];

    /// <summary>Sets a container up.</summary>
    /// <exception cref="EngineFailure">The user or the program is unknown.</exception>
    public static ContainerSetup Initialize(Container container, EngineServices services)
    {
        ContainerConfiguration configuration = container.Configuration;
        int number = services.NextRunNumber();
        string address = configuration.NetworkMode is "host" or "none" ? "" : $"10.88.{number / 250 % 250}.{(number % 250) + 2}";
        string hostName = configuration.Options.Hostname.Length > 0 ? configuration.Options.Hostname : container.Id[..12];
        DateTimeOffset now = services.Time.GetUtcNow();

        MakePlaces(container, now);
        var files = new ContainerFileSystem(
            container.Files, services.Time, Mounts(container, services, hostName, address, now), configuration.Options.ReadOnlyRootFs);
        UserIds user = Accounts.Resolve(files, configuration.User) ?? throw EngineFailure.Occurred(
            $"error determining run uid: user: unknown user error looking up user \"{configuration.User.Split(':')[0]}\"");
        ProgramLookup lookup = FindProgram(container, services, files, now);

        // The monitor of the container is there from now on: whoever attaches finds it, and a terminal that has no size yet.
        container.Terminal?.Reset();
        container.Attachments.Open(ContainerStreams.OpenInput(container));
        return new ContainerSetup(lookup.Program!, lookup.Arguments, files, user, hostName, address, number);
    }

    private static ProgramLookup FindProgram(Container container, EngineServices services, ContainerFileSystem files, DateTimeOffset now)
    {
        ContainerConfiguration configuration = container.Configuration;
        IReadOnlyList<string> command = configuration.Command;
        if (services.Programs.ForImage(configuration.ImageAliases) is { } registered)
        {
            return new ProgramLookup(registered, command.Count > 0 ? command : [configuration.ImageName], false);
        }

        if (command.Count == 0)
        {
            throw OciFailure.NoCommand(now);
        }

        Dictionary<string, string> environment = new(configuration.Environment, StringComparer.Ordinal);
        ProgramLookup lookup = services.Programs.Resolver.Find(files, command, environment, configuration.WorkingDirectory);
        return lookup.Program is not null ? lookup
            : throw (lookup.IsMissing ? OciFailure.NotFound(now, command[0]) : OciFailure.NotExecutable(now, command[0]));
    }

    /// <summary>Makes the directories and empty files that something is mounted on: these do show as the container's changes.</summary>
    private static void MakePlaces(Container container, DateTimeOffset now) => container.Files.Edit(root =>
    {
        NodeAttributes directory = NodeAttributes.Directory(now);
        void Ensure(string path, Func<Node> make)
        {
            string[] parts = PathText.Parts(path);
            root = TreeEdit.Find(root, parts) is null ? TreeEdit.Put(root, parts, make(), directory) : root;
        }

        IEnumerable<string> directories = container.Configuration.Mounts
            .Where(mount => mount.Destination is not ("/dev/pts" or "/dev/shm" or "/dev/mqueue" or "/sys/fs/cgroup"))
            .Select(mount => mount.Destination)
            .Append("/run")
            .Append(PathText.Normalize(container.Configuration.WorkingDirectory));
        foreach (string path in directories)
        {
            Ensure(path, () => new DirectoryNode(DirectoryNode.NoChildren, directory));
        }

        foreach (string path in MountedFiles.Append("/run/.containerenv"))
        {
            Ensure(path, () => new FileNode(ReadOnlyMemory<byte>.Empty, NodeAttributes.File(now)));
        }

        return root;
    });

    private static List<MountedTree> Mounts(Container container, EngineServices services, string hostName, string address, DateTimeOffset now)
    {
        CreateContainerOptions options = container.Configuration.Options;
        IEnumerable<string> added = options.HostAdd.Select(entry => entry.Split(':', 2)).Where(p => p.Length == 2).Select(p => $"{p[1]}\t{p[0]}\n");
        string self = address.Length > 0 ? $"{address}\t{hostName}\n" : "";
        IEnumerable<string> servers = options.DnsServers.Count > 0 ? options.DnsServers : ["10.88.0.1"];
        var mounts = new List<MountedTree>
        {
            Text("/etc/hostname", hostName + "\n"),
            Text("/etc/hosts", "127.0.0.1\tlocalhost\n::1\tlocalhost\n" + self + string.Concat(added)),
            Text("/etc/resolv.conf", string.Concat(servers.Select(server => $"nameserver {server}\n"))),
            new("/dev", new FileTree(Devices(now)), false),
            new("/proc", new FileTree(Directory(now)), true),
            new("/sys", new FileTree(Directory(now)), true),
        };
        foreach (MountPoint point in container.Configuration.Mounts.Skip(MountPoint.Standard.Count))
        {
            FileTree tree = point.Type == MountPoint.TmpfsType ? new FileTree(Directory(now)) : services.Volumes.Get(point.Source);
            mounts.Add(new MountedTree(point.Destination, tree, point.IsReadOnly));
        }

        return mounts;

        MountedTree Text(string path, string text) =>
            new(path, new FileTree(new FileNode(Encoding.UTF8.GetBytes(text), NodeAttributes.File(now))), false);
    }

    private static DirectoryNode Directory(DateTimeOffset now) => new(DirectoryNode.NoChildren, NodeAttributes.Directory(now));

    private static Node Devices(DateTimeOffset now)
    {
        Node root = Directory(now);
        var empty = new FileNode(ReadOnlyMemory<byte>.Empty, NodeAttributes.File(now, mode: 0b110_110_110));
        foreach (string name in (ReadOnlySpan<string>)["null", "zero", "stdin", "stdout", "stderr", "tty"])
        {
            root = TreeEdit.Put(root, [name], empty, NodeAttributes.Directory(now));
        }

        foreach (string name in (ReadOnlySpan<string>)["pts", "shm", "mqueue"])
        {
            root = TreeEdit.Put(root, [name], Directory(now), NodeAttributes.Directory(now));
        }

        return root;
    }
}
