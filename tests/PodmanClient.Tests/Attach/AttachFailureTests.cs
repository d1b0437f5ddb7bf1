using System.Net.Sockets;
using System.Text.Json;
using Varlink;
using Varlink.TestKit;

namespace Podman.Tests.Attach;

/// <summary>Sockets that a daemon names and that cannot be connected to, and packets that no engine of ours sends.</summary>
[Platform("Linux")]
[CancelAfter(20_000)]
public class AttachFailureTests
{
    private ScriptedPeer _peer = null!;
    private PodmanClient _client = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _peer = new ScriptedPeer("scripted:");
        _client = new PodmanClient(new VarlinkClient(_peer));
        _folder = new TemporaryFolder();
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _client.DisposeAsync();
        await _peer.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Sockets_of_another_host_are_told_as_such(CancellationToken cancellationToken)
    {
        VarlinkConnectionException error = await FailAsync("/nosuch/attach", cancellationToken);
        Assert.That(error.Reason, Is.EqualTo(VarlinkConnectionReason.NotFound));
        Assert.That(error.Message, Does.Contain("container 'web' at /nosuch/attach").And.Contain("the host that Podman runs on"));
        Assert.That((error.Method, error.MayHaveExecuted), Is.EqualTo(("io.podman.GetAttachSockets", false)));
    }

    [Test]
    public async Task A_container_that_has_ended_meanwhile_is_told_as_such(CancellationToken cancellationToken)
    {
        using Socket socket = Listen(backlog: null);
        VarlinkConnectionException error = await FailAsync(SocketPath, cancellationToken);
        Assert.That(error.Reason, Is.EqualTo(VarlinkConnectionReason.Refused));
        Assert.That(error.Message, Does.Contain("has ended meanwhile"));
    }

    [TestCase("")]
    [TestCase(200)]
    public async Task A_path_that_no_socket_has_is_told_as_such(object path, CancellationToken cancellationToken)
    {
        string text = path is int length ? "/" + new string('x', length) : "";
        Assert.That((await FailAsync(text, cancellationToken)).Message, Does.Contain("empty, or too long"));
    }

    [Test]
    public async Task Packets_of_any_size_and_of_unknown_kind_come_whole(CancellationToken cancellationToken)
    {
        using Socket listener = Listen(backlog: 1);
        Answer(SocketPath);
        await using ContainerAttachment attachment = await _client.AttachAsync("web", cancellationToken: cancellationToken);
        using Socket monitor = await listener.AcceptAsync(cancellationToken);
        byte[] large = new byte[100_000];
        new Random(3).NextBytes(large);
        large[0] = 3;

        await monitor.SendAsync("\u0002one"u8.ToArray());
        await monitor.SendAsync(large);
        await monitor.SendAsync("\u0002"u8.ToArray());
        await monitor.SendAsync("\u0009odd"u8.ToArray());
        monitor.Dispose();
        List<ContainerOutput> received = [];
        await foreach (ContainerOutput output in attachment.ReadAllAsync(cancellationToken))
        {
            received.Add(output);
        }

        Assert.That(
            received.Select(output => (output.Stream, output.Data.Length)),
            Is.EqualTo([(ContainerLogSource.StandardOutput, 3), (ContainerLogSource.StandardError, 99_999), (ContainerLogSource.Unknown, 3)]));
        Assert.That(received[1].Data.Span.SequenceEqual(large.AsSpan(1)), Is.True);
    }

    [Test]
    public async Task Input_goes_out_in_packets_that_every_monitor_reads_whole(CancellationToken cancellationToken)
    {
        using Socket listener = Listen(backlog: 1);
        Answer(SocketPath);
        await using ContainerAttachment attachment = await _client.AttachAsync("web", cancellationToken: cancellationToken);
        using Socket monitor = await listener.AcceptAsync(cancellationToken);

        await attachment.WriteAsync(new byte[20_000], cancellationToken);
        await attachment.WriteAsync(ReadOnlyMemory<byte>.Empty, cancellationToken);
        attachment.CompleteInput();

        List<int> sizes = [];
        byte[] buffer = new byte[64 * 1024];
        do
        {
            sizes.Add(await monitor.ReceiveAsync(buffer, cancellationToken));
        }
        while (sizes[^1] > 0);
        Assert.That(sizes, Is.EqualTo([8192, 8192, 3616, 0]), "Nothing written is no packet: it would be an end.");
    }

    [Test]
    public async Task A_container_that_hangs_up_on_unread_input_is_read_to_its_end(CancellationToken cancellationToken)
    {
        using Socket listener = Listen(backlog: 1);
        Answer(SocketPath);
        await using ContainerAttachment attachment = await _client.AttachAsync("web", cancellationToken: cancellationToken);
        Socket monitor = await listener.AcceptAsync(cancellationToken);
        await attachment.WriteAsync("never read", cancellationToken);
        await monitor.SendAsync("\u0002last words"u8.ToArray());
        monitor.Dispose();

        Assert.That((await attachment.ReadOutputToEndAsync(cancellationToken)).StandardOutput, Is.EqualTo("last words"));
    }

    [Test]
    public async Task A_size_is_a_line_of_the_control_pipe(CancellationToken cancellationToken)
    {
        using Socket listener = Listen(backlog: 1);
        string control = _folder["ctl"];
        await File.WriteAllTextAsync(control, "", cancellationToken);
        Answer(SocketPath, control);
        await using ContainerAttachment attachment = await _client.AttachAsync("web", cancellationToken: cancellationToken);

        await attachment.ResizeAsync(new TerminalSize(120, 40), cancellationToken);

        Assert.That(await File.ReadAllTextAsync(control, cancellationToken), Is.EqualTo("1 40 120\n"));
        File.Delete(control);
        Assert.That(async () => await attachment.ResizeAsync(new TerminalSize(1, 1), cancellationToken), Throws.InstanceOf<IOException>());
    }

    private string SocketPath => _folder["attach"];

    private Socket Listen(int? backlog)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(SocketPath));
        if (backlog is { } count)
        {
            socket.Listen(count);
        }

        return socket;
    }

    private void Answer(string ioSocket, string controlSocket = "/nosuch/ctl") => _peer.OnConnect()
        .Expects("""{"method":"io.podman.GetAttachSockets","parameters":{"name":"web"}}""")
        .Sends($$$"""{"parameters":{"sockets":{"container_id":"abc","io_socket":{{{Json(ioSocket)}}},"control_socket":{{{Json(controlSocket)}}} } } }""");

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private async Task<VarlinkConnectionException> FailAsync(string ioSocket, CancellationToken cancellationToken)
    {
        Answer(ioSocket);
        try
        {
            await _client.AttachAsync("web", cancellationToken: cancellationToken);
        }
        catch (VarlinkConnectionException e)
        {
            return e;
        }

        throw new AssertionException("The attachment was made.");
    }
}
