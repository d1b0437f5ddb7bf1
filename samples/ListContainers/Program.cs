// Lists the containers of Podman as a table: dotnet run --project samples/ListContainers [-- --engine reference | ADDRESS]
using System.Net;
using Podman;
using Podman.Testing;
using Varlink;

try
{
    // "--engine reference" is an engine in this process, with two containers in it. Without arguments it is the Podman of this host.
    await using ReferenceEngine? reference = args is ["--engine", "reference"] ? new ReferenceEngine() : null;
    await using PodmanClient podman = reference?.CreateClient() ?? await PodmanClient.ConnectAsync(args.FirstOrDefault());
    if (reference is not null)
    {
        await FillAsync(reference);
    }

    IReadOnlyList<ListContainerData> containers = await podman.ListContainersAsync();
    WriteRow("ID", "NAME", "IMAGE", "STATUS", "PORTS");
    foreach (ListContainerData container in containers.OrderBy(container => container.Names, StringComparer.Ordinal))
    {
        WriteRow(container.Id[..12], container.Names, container.Image, container.Status, string.Join(", ", container.Ports.Select(Describe)));
    }

    return 0;
}
catch (Exception e) when (e is VarlinkException or FormatException or NotSupportedException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static void WriteRow(string id, string name, string image, string status, string ports) =>
    Console.WriteLine($"{id,-13} {name,-12} {image,-33} {status,-11} {ports}".TrimEnd());

static string Describe(ContainerPortMappings port) =>
    $"{(port.HostIp.Length > 0 ? port.HostIp + ":" : "")}{port.HostPort}->{port.ContainerPort}/{port.Protocol}";

static async Task FillAsync(ReferenceEngine engine)
{
    var web = new CreateContainerOptions
    {
        Name = "web",
        Image = "docker.io/library/alpine:latest",
        Command = ["sleep", "1000"],
        Publish = [PortMapping.Parse("8080:80/tcp"), new PortMapping(8443, 443) { HostAddress = IPAddress.Loopback }],
    };
    await engine.AddContainerAsync(web, ContainerState.Running);
    await engine.AddContainerAsync(new CreateContainerOptions { Name = "nightly", Image = "docker.io/library/busybox:latest" }, ContainerState.Exited);
}
