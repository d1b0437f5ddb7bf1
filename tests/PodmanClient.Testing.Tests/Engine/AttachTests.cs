using System.Net.Sockets;
using System.Text;

namespace Podman.Testing.Tests.Engine;

[Platform("Linux")]
public class AttachTests : EngineTest
{
    private static async Task<string> ReceiveAsync(Socket socket)
    {
        byte[] buffer = new byte[10_000];
        int count = await socket.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(10));
        return count == 0 ? "" : $"{buffer[0]}{Encoding.UTF8.GetString(buffer, 1, count - 1)}";
    }

    private async Task<Socket> AttachAsync(string name)
    {
        AttachSockets sockets = await Client.GetAttachSocketsAsync(name);
        Assert.That(File.Exists(sockets.ControlSocket), Is.True);
        var socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(sockets.IoSocket));
        return socket;
    }

    [Test]
    public async Task Asking_for_the_sockets_sets_a_container_up()
    {
        await CreateAsync("a", "true");

        await Client.GetAttachSocketsAsync("a");
        Assert.That(await StatusAsync("a"), Is.EqualTo("created"));
        await Client.StartContainerAsync("a");
        Assert.That(await StatusAsync("a"), Is.EqualTo("exited"));
        await Client.GetAttachSocketsAsync("a");
        Assert.That(await StatusAsync("a"), Is.EqualTo("created"));
    }

    [Test]
    public async Task Whoever_is_attached_types_and_reads()
    {
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Name = "a", Command = ["sh"], Interactive = true });
        using Socket socket = await AttachAsync("a");
        await Client.StartContainerAsync("a");

        await socket.SendAsync("echo out; echo err >&2\n"u8.ToArray());
        Assert.That(await ReceiveAsync(socket), Is.EqualTo("2out\n"));
        Assert.That(await ReceiveAsync(socket), Is.EqualTo("3err\n"));
        await socket.SendAsync("exit 5\n"u8.ToArray());

        Assert.That(await Client.WaitContainerAsync("a"), Is.EqualTo(5));
        Assert.That(await ReceiveAsync(socket), Is.Empty, "The engine hangs up when the program has ended.");
        Assert.That(await LogAsync("a"), Is.EqualTo(new[] { "out", "err" }));
    }

    [Test]
    public async Task The_input_ends_when_the_client_has_nothing_more_to_say()
    {
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Name = "a", Command = ["cat"], Interactive = true });
        using Socket socket = await AttachAsync("a");
        await Client.StartContainerAsync("a");

        await socket.SendAsync("text"u8.ToArray());
        Assert.That(await ReceiveAsync(socket), Is.EqualTo("2text"));
        socket.Shutdown(SocketShutdown.Send);

        Assert.That(await Client.WaitContainerAsync("a"), Is.Zero);
    }

    [Test]
    public async Task The_sockets_go_with_the_engine()
    {
        await CreateAsync("a", "true");
        AttachSockets sockets = await Client.GetAttachSocketsAsync("a");

        await Engine.DisposeAsync();

        Assert.That(ParentOf(sockets.IoSocket), Does.Not.Exist);
    }

    private static DirectoryInfo ParentOf(string path) => new(Path.GetDirectoryName(Path.GetDirectoryName(path)!)!);
}
