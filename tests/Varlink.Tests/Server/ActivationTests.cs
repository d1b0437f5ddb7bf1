using System.Globalization;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Varlink.Server;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Server;

/// <summary>Sockets that another process has opened, and servers that leave when nobody needs them.</summary>
[Platform("Linux", Reason = "Sockets are passed to processes on Linux only.")]
[SupportedOSPlatform("linux")]
[CancelAfter(60_000)]
public sealed class ActivationTests
{
    [Test]
    public async Task A_connected_socket_is_served(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        (Socket mine, Socket theirs) = ExecConnector.CreatePair();
        var environment = new FakeEnvironment(1, null);

        Assert.That(harness.Server.ListenActivated(environment.For(Descriptors.Release(theirs))), Is.EqualTo("activated:"));

        Assert.That(environment.Variables, Is.Empty, "unset once taken");
        await using var transport = new ChannelConnection("test:", new SocketChannel(mine, "test:"));
        await ConverseAsync(new PeerConnection(transport), token);
    }

    [Test]
    public async Task A_listening_socket_is_accepted_from_and_its_file_is_left_in_place(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        using Socket systemd = Descriptors.Listen(folder["s"]);
        await using Harness harness = Harness.Echo();

        Assert.That(harness.Server.ListenActivated(new FakeEnvironment(1, "anything").For(Descriptors.Duplicate(systemd))), Is.EqualTo($"unix:{folder["s"]}"));

        for (int i = 0; i < 3; i++)
        {
            await using VarlinkTransportConnection transport = await VarlinkAddress.Parse($"unix:{folder["s"]}").CreateConnector().ConnectAsync(token);
            await ConverseAsync(new PeerConnection(transport), token);
        }

        await harness.Server.StopAsync(token);
        Assert.That(File.Exists(folder["s"]), Is.True);
    }

    [Test]
    public async Task Of_several_sockets_the_one_named_varlink_is_taken(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        (Socket mine, Socket theirs) = ExecConnector.CreatePair();
        int descriptor = Descriptors.Release(theirs);

        harness.Server.ListenActivated(new FakeEnvironment(3, "http:varlink:other").For(descriptor - 1));

        await using var transport = new ChannelConnection("test:", new SocketChannel(mine, "test:"));
        await ConverseAsync(new PeerConnection(transport), token);
    }

    [TestCase(null, "own", "LISTEN_FDS is not set")]
    [TestCase("1", null, "LISTEN_PID is not set")]
    [TestCase("1", "1", "meant for process 1")]
    [TestCase("0", "own", "LISTEN_FDS says '0'")]
    [TestCase("x", "own", "LISTEN_FDS says 'x'")]
    [TestCase("2", "own", "none of them is named 'varlink'")]
    public async Task What_is_missing_is_said(string? count, string? process, string message)
    {
        await using Harness harness = Harness.Echo();
        var environment = new FakeEnvironment(1, null);
        environment.Set("LISTEN_FDS", count);
        environment.Set("LISTEN_PID", process == "own" ? Environment.ProcessId.ToString(CultureInfo.InvariantCulture) : process);

        Assert.That(
            () => harness.Server.ListenActivated(environment.For(1_000_000)), Throws.InvalidOperationException.With.Message.Contains(message));
    }

    [Test]
    public async Task A_descriptor_that_is_no_stream_socket_is_refused()
    {
        await using Harness harness = Harness.Echo();
        using var folder = new TemporaryFolder();
        using FileStream file = File.Create(folder["f"]);
        int number = (int)file.SafeFileHandle.DangerousGetHandle();
        Assert.That(
            () => harness.Server.ListenActivated(new FakeEnvironment(1, null).For(number)),
            Throws.InvalidOperationException.With.Message.Contains("no socket"));
        file.WriteByte(1);

        using var datagrams = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        Assert.That(
            () => harness.Server.ListenActivated(new FakeEnvironment(1, null).For(Descriptors.Duplicate(datagrams))),
            Throws.InvalidOperationException.With.Message.Contains("no stream socket"));
    }

    [Test]
    public void This_process_is_not_activated()
    {
        Assert.That(VarlinkServer.IsSocketActivated, Is.False);
        Assert.That(() => new VarlinkServer().ListenActivated(), Throws.InvalidOperationException.With.Message.Contains("LISTEN_FDS"));
    }

    [Test]
    public async Task An_idle_server_leaves_and_loses_nobody_who_comes_then(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        using Socket systemd = Descriptors.Listen(folder["s"]);
        var clock = new SignallingClock();
        await using Harness first = Harness.Echo(new VarlinkServerOptions { TimeProvider = clock });
        int passedFirst = Descriptors.Duplicate(systemd);
        int passedThen = Descriptors.Duplicate(systemd);
        first.Server.ListenActivated(new FakeEnvironment(1, null).For(passedFirst));
        IVarlinkConnector connector = VarlinkAddress.Parse($"unix:{folder["s"]}").CreateConnector();
        VarlinkTransportConnection early = await connector.ConnectAsync(token);
        await ConverseAsync(new PeerConnection(early), token);
        Task idle = first.Server.WaitUntilIdleAsync(TimeSpan.FromMinutes(1), token);

        clock.Advance(TimeSpan.FromHours(1));
        Assert.That(idle.IsCompleted, Is.False, "a client is there");
        await early.DisposeAsync();
        await clock.WhenWaitedForAsync(TimeSpan.FromMinutes(1), token);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.That(idle.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1));
        await idle.WaitAsync(token);
        await using VarlinkTransportConnection late = await connector.ConnectAsync(token);
        var client = new PeerConnection(late);
        await client.SendAsync(token, Harness.Call("Echo", "late"));
        await first.Server.StopAsync(token);

        await using Harness second = Harness.Echo();
        second.Server.ListenActivated(new FakeEnvironment(1, null).For(passedThen));
        await client.ExpectAsync(Harness.Reply("late"), token);
    }

    [Test]
    public async Task A_server_that_need_not_be_idle_for_any_time_still_serves_who_it_was_started_for(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 20; i++)
        {
            string path = folder[$"{i}"];
            using Socket systemd = Descriptors.Listen(path);
            IVarlinkConnector connector = VarlinkAddress.Parse($"unix:{path}").CreateConnector();

            // They wait at the socket before the server is there, and it is asked whether it is idle before it accepts.
            await using VarlinkTransportConnection first = await connector.ConnectAsync(token);
            await using VarlinkTransportConnection second = await connector.ConnectAsync(token);
            await using Harness harness = Harness.Echo();
            harness.Server.ListenActivated(new FakeEnvironment(1, null).For(Descriptors.Duplicate(systemd)));
            Task idle = harness.Server.WaitUntilIdleAsync(TimeSpan.Zero, token);

            await ConverseAsync(new PeerConnection(first), token);
            await ConverseAsync(new PeerConnection(second), token);
            Assert.That(idle.IsCompleted, Is.False);
            await first.DisposeAsync();
            await second.DisposeAsync();
            await idle;
            Assert.That(harness.Logs.Entries.Select(static entry => entry.Level), Is.All.LessThan(LogLevel.Warning));
        }
    }

    [Test]
    public async Task Waiting_for_idleness_ends_with_the_server_and_with_its_token(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        await using VarlinkTransportConnection client = await harness.ConnectTransportAsync(token);
        using var cancel = new CancellationTokenSource();
        Task cancelled = harness.Server.WaitUntilIdleAsync(TimeSpan.Zero, cancel.Token);
        Task stopped = harness.Server.WaitUntilIdleAsync(TimeSpan.Zero, token);

        await cancel.CancelAsync();
        Assert.That(() => cancelled, Throws.InstanceOf<OperationCanceledException>());
        await ConverseAsync(new PeerConnection(client), token);
        await harness.Server.StopAsync(token);
        await stopped;
    }

    [Test]
    public async Task A_gate_that_is_opened_again_lets_the_next_in(CancellationToken token)
    {
        var gate = new AcceptGate();
        AcceptGate.Passage inside = await gate.EnterAsync(token);
        Task closing = gate.CloseAsync();
        Assert.That(inside.Closing.IsCancellationRequested, Is.True);
        Task<AcceptGate.Passage> outside = gate.EnterAsync(token).AsTask();
        Assert.That((closing.IsCompleted, outside.IsCompleted), Is.EqualTo((false, false)));

        inside.Dispose();
        await closing;
        Assert.That(outside.IsCompleted, Is.False);
        gate.Open();

        Assert.That((await outside).Closing.IsCancellationRequested, Is.False);
    }

    private static async Task ConverseAsync(PeerConnection client, CancellationToken token)
    {
        await client.SendAsync(token, Harness.Call("Echo", "hello"));
        await client.ExpectAsync(Harness.Reply("hello"), token);
    }

    private sealed class FakeEnvironment
    {
        public FakeEnvironment(int count, string? names)
        {
            Set("LISTEN_FDS", count.ToString(CultureInfo.InvariantCulture));
            Set("LISTEN_PID", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            Set("LISTEN_FDNAMES", names);
        }

        public Dictionary<string, string> Variables { get; } = [];

        public void Set(string name, string? value)
        {
            Variables.Remove(name);
            if (value is not null)
            {
                Variables.Add(name, value);
            }
        }

        public ActivatedSocket For(int firstDescriptor) =>
            new(Variables.GetValueOrDefault, name => Variables.Remove(name), Environment.ProcessId, firstDescriptor);
    }
}
