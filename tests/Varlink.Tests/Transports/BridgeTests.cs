using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.Versioning;
using System.Text;
using Varlink.TestKit;
using Varlink.Tests.Server;
using Varlink.Transports;

namespace Varlink.Tests.Transports;

[Platform("Unix", Reason = "The commands are shell scripts.")]
[UnsupportedOSPlatform("windows")]
[CancelAfter(60_000)]
public sealed class BridgeTests
{
    private static readonly VarlinkMethod<string, string> Echo = TestService.Text("Echo");

    private const string AnswersOnce = """
        dd bs=1 count=1 >/dev/null 2>&1
        printf '{"parameters":{"text":"%s"}}\0' "$* $$"
        cat >/dev/null
        """;

    [Test]
    public async Task A_command_speaks_on_its_standard_streams_and_ends_with_its_connection(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        string program = Script.Write(folder, AnswersOnce);
        string reply;
        await using (var client = new VarlinkClient(VarlinkAddress.Parse($"bridge:{program} 'a  b' $HOME").CreateConnector()))
        {
            reply = await client.CallAsync(Echo, "x", token);
            Assert.That(reply, Does.StartWith("a  b $HOME "));
            Assert.That(client.Endpoint, Does.StartWith("bridge:/"));
        }

        Assert.That(Script.IsAlive(Id(reply)), Is.False);
    }

    [Test]
    public async Task Arguments_given_apart_are_passed_on_as_they_are(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        await using var client = new VarlinkClient(new BridgeConnector(Script.Write(folder, AnswersOnce), ["'a'", "$b *", ""]));

        Assert.That(await client.CallAsync(Echo, "x", token), Does.StartWith("'a' $b *  "));
    }

    [Test]
    public async Task Large_messages_go_through_both_ways(CancellationToken token)
    {
        // Larger than what a pipe holds, so both sides have to read while they write.
        await using VarlinkTransportConnection transport = await new BridgeConnector("cat").ConnectAsync(token);
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500_000).Select(static i => (char)('a' + (i % 26)))));
        Task sending = transport.Output.WriteAsync(bytes, token).AsTask();

        ReadResult result = await transport.Input.ReadAtLeastAsync(bytes.Length, token);
        await sending;
        Assert.That(result.Buffer.FirstSpan.SequenceEqual(bytes), Is.True);
        transport.Input.AdvanceTo(result.Buffer.End);

        // The end of one direction reaches the command, which then ends by itself, and well.
        await transport.Output.CompleteAsync();
        Assert.That((await transport.Input.ReadAsync(token)).IsCompleted, Is.True);
    }

    [Test]
    public async Task A_command_that_does_not_heed_the_end_is_killed([Values] bool aborts, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        string program = Script.Write(folder, "trap '' TERM PIPE\nprintf \"$$\\0\"\nwhile :; do sleep 0.01; done");
        var connector = new BridgeConnector("bridge:", [program], new ProcessEnding(TimeSpan.FromMilliseconds(50), TimeProvider.System));
        VarlinkTransportConnection transport = await connector.ConnectAsync(token);
        int id = int.Parse(await new PeerConnection(transport).ReceiveAsync(token), CultureInfo.InvariantCulture);
        if (aborts)
        {
            transport.Abort();
        }

        await transport.DisposeAsync();

        Assert.That(Script.IsAlive(id), Is.False);
    }

    [Test]
    public async Task A_read_under_way_ends_when_the_connection_is_closed([Values] bool aborts, CancellationToken token)
    {
        VarlinkTransportConnection transport = await new BridgeConnector("cat").ConnectAsync(token);
        Task<ReadResult> reading = transport.Input.ReadAsync(token).AsTask();
        if (aborts)
        {
            transport.Abort();
        }

        await transport.DisposeAsync();

        Assert.That(() => reading, Throws.InstanceOf<IOException>().With.Message.Contains("closed on this side"));
    }

    [TestCase("echo Permission denied, really >&2; exit 255", "exit code 255", "Permission denied, really")]
    [TestCase("kill -9 $$", "was ended by signal 9", "")]
    [TestCase("i=0; while [ $i -lt 1000 ]; do echo line $i of many >&2; i=$((i+1)); done; exit 1", "exit code 1", "line 998 of many / line 999 of many")]
    public async Task A_command_that_fails_says_why(string script, string how, string output, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        await using var client = new VarlinkClient(new BridgeConnector(Script.Write(folder, script)));

        VarlinkConnectionException failure = (await Assert.ThrowsAsync<VarlinkConnectionException>(() => client.CallAsync(Echo, "x", token)))!;

        Assert.That(failure.Message, Does.Contain(how).And.Contain(output).And.Contain(folder.Path));
        Assert.That(failure.Message, Has.Length.LessThan(4000));
    }

    [TestCase("no-such-program-anywhere", "PATH")]
    [TestCase("/no/such/program", "'/no/such/program'")]
    [TestCase("./no-such-program", "'./no-such-program'")]
    public void A_program_that_is_missing_is_named(string command, string message, CancellationToken token) => Assert.That(
        async () => await new BridgeConnector(command).ConnectAsync(token),
        Throws.TypeOf<VarlinkConnectionException>()
            .With.Property("Reason").EqualTo(VarlinkConnectionReason.NotFound)
            .And.Message.Contains(message));

    [Test]
    public void A_file_that_is_no_program_is_refused(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        string program = Script.Write(folder, "");
        File.SetUnixFileMode(program, UnixFileMode.UserRead);

        Assert.That(
            async () => await new BridgeConnector(program).ConnectAsync(token),
            Throws.TypeOf<VarlinkConnectionException>().With.Property("Reason").EqualTo(VarlinkConnectionReason.PermissionDenied));
    }

    private static int Id(string reply) => int.Parse(reply[(reply.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
}
