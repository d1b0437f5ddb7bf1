using System.Net.Sockets;
using System.Runtime.Versioning;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Transports;

[CancelAfter(30_000)]
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class UnixSocketTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_missing_socket_is_not_found(CancellationToken token) =>
        AssertConnectFails($"unix:{_folder["none"]}", VarlinkConnectionReason.NotFound, "There is no such socket", token);

    [Test]
    public void A_missing_folder_is_not_found(CancellationToken token) =>
        AssertConnectFails($"unix:{_folder["none"]}/s", VarlinkConnectionReason.NotFound, "There is no such socket", token);

    [Test]
    public void A_missing_abstract_socket_refuses(CancellationToken token) =>
        AssertConnectFails($"unix:@{Guid.NewGuid()}", VarlinkConnectionReason.Refused, "Nobody listens", token);

    [Test]
    public void A_file_is_no_socket([Values("", "text")] string content, CancellationToken token)
    {
        File.WriteAllText(_folder["file"], content);
        AssertConnectFails($"unix:{_folder["file"]}", VarlinkConnectionReason.NotFound, "no socket", token);
    }

    [Test]
    public void A_folder_is_no_socket(CancellationToken token)
    {
        Directory.CreateDirectory(_folder["d"]);
        AssertConnectFails($"unix:{_folder["d"]}", VarlinkConnectionReason.NotFound, "is a folder", token);
    }

    [Test]
    public void A_socket_whose_service_has_ended_refuses(CancellationToken token)
    {
        LeaveDeadSocket(_folder["dead"]);
        AssertConnectFails($"unix:{_folder["dead"]}", VarlinkConnectionReason.Refused, "the service that made it has ended", token);
    }

    [Test]
    public void A_socket_of_another_kind_is_named_as_such(CancellationToken token)
    {
        using var datagram = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        datagram.Bind(new UnixDomainSocketEndPoint(_folder["dgram"]));
        AssertConnectFails($"unix:{_folder["dgram"]}", VarlinkConnectionReason.Refused, "another kind", token);
    }

    [Test]
    public async Task A_service_that_does_not_accept_fast_enough_refuses(CancellationToken token)
    {
        using var busy = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        busy.Bind(new UnixDomainSocketEndPoint(_folder["busy"]));
        busy.Listen(1);
        IVarlinkConnector connector = VarlinkAddress.Parse($"unix:{_folder["busy"]}").CreateConnector();
        var waiting = new List<VarlinkTransportConnection>();
        VarlinkConnectionException? failure = null;

        while (failure is null)
        {
            try
            {
                waiting.Add(await connector.ConnectAsync(token));
            }
            catch (VarlinkConnectionException e)
            {
                failure = e;
            }
        }

        Assert.That(failure.Reason, Is.EqualTo(VarlinkConnectionReason.Refused));
        Assert.That(failure.Message, Does.Contain("too many are waiting"));
        waiting.ForEach(static connection => connection.Abort());
    }

    [Test]
    public void A_path_longer_than_the_system_allows_says_so(CancellationToken token)
    {
        string path = "/" + new string('x', 107);
        AssertConnectFails($"unix:{path}", VarlinkConnectionReason.NotFound, "108 bytes", token);
        Assert.That(
            async () => await VarlinkAddress.Parse($"unix:{path}").ListenAsync(token),
            Throws.InstanceOf<IOException>().With.Message.Contains("108 bytes"));
    }

    [Test]
    public async Task A_path_as_long_as_the_system_allows_works(CancellationToken token)
    {
        string path = _folder[new string('x', UnixSocketName.MaxByteCount - _folder.Path.Length - 1)];
        Assert.That(path, Has.Length.EqualTo(UnixSocketName.MaxByteCount));
        LeaveDeadSocket(path);

        await using IVarlinkListener listener = await VarlinkAddress.Parse($"unix:{path}").ListenAsync(token);
        await using VarlinkTransportConnection client = await VarlinkAddress.Parse(listener.Endpoint).CreateConnector().ConnectAsync(token);
    }

    [Test]
    public void A_denied_access_says_what_is_needed()
    {
        VarlinkConnectionException failure = UnixConnectFailure.Describe(
            "unix:/run/x", new UnixSocketName("/run/x", IsAbstract: false), new SocketException((int)SocketError.AccessDenied));

        Assert.That(failure.Reason, Is.EqualTo(VarlinkConnectionReason.PermissionDenied));
        Assert.That(failure.Message, Does.Contain("unix:/run/x").And.Contain("write permission").And.Contain(Environment.UserName));
    }

    [Test]
    public void A_socket_that_appeared_right_after_it_was_missing_counts_as_missing()
    {
        File.WriteAllText(_folder["late"], "");
        VarlinkConnectionException failure = UnixConnectFailure.Describe(
            $"unix:{_folder["late"]}",
            new UnixSocketName(_folder["late"], IsAbstract: false),
            new SocketException((int)SocketError.AddressNotAvailable));

        Assert.That(failure.Reason, Is.EqualTo(VarlinkConnectionReason.NotFound));
        Assert.That(failure.Message, Does.Contain("There is no such socket"));
    }

    [Test]
    public async Task An_abstract_socket_needs_no_file(CancellationToken token)
    {
        await using IVarlinkListener listener = await VarlinkAddress.Parse($"unix:@{Guid.NewGuid()}").ListenAsync(token);
        await using VarlinkTransportConnection client = await VarlinkAddress.Parse(listener.Endpoint).CreateConnector().ConnectAsync(token);

        Assert.That(client.Endpoint, Is.EqualTo(listener.Endpoint));
    }

    [Test]
    public async Task The_socket_file_is_there_while_somebody_listens_and_no_longer(CancellationToken token)
    {
        IVarlinkListener listener = await VarlinkAddress.Parse($"unix:{_folder["s"]}").ListenAsync(token);
        Assert.That(File.Exists(_folder["s"]), Is.True);

        await listener.DisposeAsync();

        Assert.That(File.Exists(_folder["s"]), Is.False);
        Assert.That(await listener.AcceptAsync(token), Is.Null);
    }

    [Test]
    public async Task Disposing_ends_a_pending_accept(CancellationToken token)
    {
        IVarlinkListener listener = await VarlinkAddress.Parse($"unix:{_folder["s"]}").ListenAsync(token);
        Task<VarlinkTransportConnection?> accepting = listener.AcceptAsync(token).AsTask();

        await listener.DisposeAsync();

        Assert.That(await accepting, Is.Null);
    }

    [TestCase("0600", UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [TestCase("0", UnixFileMode.None)]
    [TestCase("0777", (UnixFileMode)0x1FF)]
    public async Task The_mode_of_the_address_is_the_mode_of_the_file(string mode, UnixFileMode expected, CancellationToken token)
    {
        await using IVarlinkListener listener = await VarlinkAddress.Parse($"unix:{_folder["s"]};mode={mode}").ListenAsync(token);

        Assert.That(File.GetUnixFileMode(_folder["s"]), Is.EqualTo(expected));
    }

    [TestCase("unix:@abstract;mode=0600")]
    [TestCase("tcp:127.0.0.1:0;mode=0600")]
    public void A_mode_that_would_protect_nothing_is_refused(string address) =>
        Assert.That(async () => await VarlinkAddress.Parse(address).ListenAsync(), Throws.TypeOf<NotSupportedException>());

    [Test]
    public async Task A_dead_socket_is_replaced(CancellationToken token)
    {
        LeaveDeadSocket(_folder["s"]);

        await using IVarlinkListener listener = await VarlinkAddress.Parse($"unix:{_folder["s"]}").ListenAsync(token);
        Task<VarlinkTransportConnection?> accepting = listener.AcceptAsync(token).AsTask();
        await using VarlinkTransportConnection client = await VarlinkAddress.Parse(listener.Endpoint).CreateConnector().ConnectAsync(token);

        Assert.That(await accepting, Is.Not.Null);
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Has.Length.EqualTo(1), "nothing is left lying about");
    }

    [Test]
    public async Task A_socket_that_somebody_listens_on_is_left_alone(CancellationToken token)
    {
        await using IVarlinkListener first = await VarlinkAddress.Parse($"unix:{_folder["s"]}").ListenAsync(token);

        Assert.That(
            async () => await VarlinkAddress.Parse($"unix:{_folder["s"]}").ListenAsync(token),
            Throws.InstanceOf<IOException>().With.Message.Contains("Another service listens"));

        await using VarlinkTransportConnection client = await VarlinkAddress.Parse(first.Endpoint).CreateConnector().ConnectAsync(token);
    }

    [Test]
    public void A_file_that_is_no_socket_is_left_alone([Values("", "text")] string content)
    {
        File.WriteAllText(_folder["s"], content);

        Assert.That(
            async () => await VarlinkAddress.Parse($"unix:{_folder["s"]}").ListenAsync(),
            Throws.InstanceOf<IOException>().With.Message.Contains("is no socket"));
        Assert.That(File.ReadAllText(_folder["s"]), Is.EqualTo(content));
    }

    [Test]
    public void A_missing_folder_cannot_be_listened_in() => Assert.That(
        async () => await VarlinkAddress.Parse($"unix:{_folder["none"]}/s").ListenAsync(),
        Throws.InstanceOf<DirectoryNotFoundException>());

    [Test]
    public async Task Of_many_services_that_start_at_once_exactly_one_gets_the_address(CancellationToken token)
    {
        for (int round = 0; round < 30; round++)
        {
            LeaveDeadSocket(_folder["s"]);
            Task<IVarlinkListener>[] starts =
                [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => VarlinkAddress.Parse($"unix:{_folder["s"]}").ListenAsync(token).AsTask(), token))];
            await Task.WhenAny(Task.WhenAll(starts));
            var winners = starts.Where(static start => start.IsCompletedSuccessfully).ToList();

            Assert.That(winners, Has.Count.EqualTo(1));
            IVarlinkListener winner = await winners[0];
            await using (await VarlinkAddress.Parse(winner.Endpoint).CreateConnector().ConnectAsync(token))
            {
                await winner.DisposeAsync();
            }
        }
    }

    private static void AssertConnectFails(string address, VarlinkConnectionReason reason, string text, CancellationToken token)
    {
        IVarlinkConnector connector = VarlinkAddress.Parse(address).CreateConnector();
        Assert.That(
            async () => await connector.ConnectAsync(token),
            Throws.TypeOf<VarlinkConnectionException>()
                .With.Property(nameof(VarlinkConnectionException.Reason)).EqualTo(reason)
                .And.Property(nameof(VarlinkException.Endpoint)).EqualTo(address)
                .And.Message.Contains(text));
    }

    /// <summary>Leaves a socket file that nobody listens on, as a killed service does.</summary>
    private static void LeaveDeadSocket(string path)
    {
        string moved = Path.Combine(Path.GetDirectoryName(path)!, "m");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(moved));
        socket.Listen();
        File.Move(moved, path);
    }
}
