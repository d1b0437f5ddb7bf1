using System.Net.Sockets;
using System.Text;
using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class AttachTests(string target) : BehaviourTest(target)
{
    private const byte Output = 2;
    private const byte Errors = 3;

    [Behaviour("GetAttachSockets")]
    public async Task Asking_for_the_sockets_sets_a_container_up()
    {
        string id = await CreateAsync("true");

        AttachSockets sockets = await Client.GetAttachSocketsAsync(id, Cancel);

        Assert.That(sockets.ContainerId, Is.EqualTo(id));
        Assert.That(File.Exists(sockets.IoSocket), Is.True);
        Assert.That(File.Exists(sockets.ControlSocket), Is.True);
        Assert.That(await StatusAsync(id), Is.EqualTo("created"));
    }

    [Behaviour("GetAttachSockets")]
    public async Task Whoever_attaches_types_and_reads()
    {
        string id = await CreateAsync(new CreateContainerOptions { Command = ["sh"], Interactive = true });
        using Socket socket = await AttachAsync(id);
        await Client.StartContainerAsync(id, Cancel);

        await socket.SendAsync("echo out\n"u8.ToArray(), Cancel);
        Assert.That(await ReceiveAsync(socket), Is.EqualTo((Output, "out\n")));
        await socket.SendAsync("echo err >&2\n"u8.ToArray(), Cancel);
        Assert.That(await ReceiveAsync(socket), Is.EqualTo((Errors, "err\n")));
        await socket.SendAsync("exit 5\n"u8.ToArray(), Cancel);

        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.EqualTo(5));
        Assert.That(await LinesAsync(id), Is.EqualTo(new[] { "out", "err" }));
    }

    private async Task<Socket> AttachAsync(string id)
    {
        AttachSockets sockets = await Client.GetAttachSocketsAsync(id, Cancel);

        // Podman's own paths are longer than the address of a socket may be: a link makes them short.
        string link = Path.Combine(Folder, "container");
        Directory.CreateSymbolicLink(link, Path.GetDirectoryName(sockets.IoSocket)!);
        var socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(link, Path.GetFileName(sockets.IoSocket))), Cancel);
        return socket;
    }

    private static async Task<(byte Stream, string Text)> ReceiveAsync(Socket socket)
    {
        byte[] buffer = new byte[10_000];
        int count = await socket.ReceiveAsync(buffer, Cancel);
        return count == 0 ? default : (buffer[0], Encoding.UTF8.GetString(buffer, 1, count - 1));
    }
}
