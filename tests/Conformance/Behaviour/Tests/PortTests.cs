using System.Net;
using System.Net.Sockets;
using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class PortTests(string target) : BehaviourTest(target)
{
    [Behaviour("CreateContainer", "GetContainer")]
    public async Task Published_ports_are_listed()
    {
        int port = FreePort();
        string id = await CreateAsync(new CreateContainerOptions { Publish = [$"{port}:80/tcp", $"127.0.0.1:{port}:53/udp"] });

        Assert.That((await Client.GetContainerAsync(id, Cancel)).Ports, Is.EquivalentTo(new[]
        {
            new ContainerPortMappings { HostPort = $"{port}", HostIp = "", Protocol = "tcp", ContainerPort = "80" },
            new ContainerPortMappings { HostPort = $"{port}", HostIp = "127.0.0.1", Protocol = "udp", ContainerPort = "53" },
        }));
    }

    [Behaviour("CreateContainer")]
    public async Task A_published_port_leads_into_the_container()
    {
        int port = FreePort();
        string id = await CreateAsync(new CreateContainerOptions
        {
            Command = ["sh", "-c", "nc --help 2>&1 | grep -q BusyBox || exit 127; nc -l -p 80 -e echo hello & until netstat -ltn | grep -q ':80 '; do sleep 0.1; done; echo listening; wait"],
            Publish = [$"{port}:80/tcp"],
        });
        await Client.StartContainerAsync(id, Cancel);
        await SaidAsync(id, "listening");

        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, Cancel);
        using var reader = new StreamReader(socket.GetStream());

        Assert.That(await reader.ReadToEndAsync(Cancel), Is.EqualTo("hello\n"));
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
