using System.Globalization;
using System.Runtime.Versioning;
using Varlink.TestKit;
using Varlink.Tests.Server;
using Varlink.Transports;

namespace Varlink.Tests.Transports;

[Platform("Linux", Reason = "Descriptors are passed to programs on Linux only.")]
[SupportedOSPlatform("linux")]
[CancelAfter(60_000)]
public sealed class ExecTests
{
    private static readonly VarlinkMethod<string, string> Echo = TestService.Text("Echo");

    [Test]
    public async Task A_program_finds_the_connection_at_descriptor_3_and_ends_with_it(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        string program = Script.Write(folder, Script.AnswersOnce);
        string[] words;
        await using (var client = new VarlinkClient(VarlinkAddress.Parse($"exec:{program}").CreateConnector()))
        {
            words = (await client.CallAsync(Echo, "x", token)).Split(' ');
            Assert.That(words[..3], Is.EqualTo(new[] { "1", "varlink", "me" }));
            Assert.That(Script.IsAlive(int.Parse(words[3], CultureInfo.InvariantCulture)), Is.True);
        }

        Assert.That(Script.IsAlive(int.Parse(words[3], CultureInfo.InvariantCulture)), Is.False, "ended, and no zombie");
    }

    [Test]
    public async Task Every_connection_has_a_program_of_its_own(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        IVarlinkConnector connector = VarlinkAddress.Parse($"exec:{Script.Write(folder, Script.AnswersOnce)}").CreateConnector();
        var replies = new HashSet<string>();
        for (int i = 0; i < 3; i++)
        {
            await using VarlinkTransportConnection transport = await connector.ConnectAsync(token);
            var peer = new PeerConnection(transport);
            await peer.SendAsync(token, "{}");
            replies.Add(await peer.ReceiveAsync(token));
        }

        Assert.That(replies, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_program_that_does_not_heed_the_end_is_ended(
        [Values("trap 'exit 0' TERM", "trap '' TERM")] string trap, [Values] bool aborts, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        string program = Script.Write(folder, $"{trap}\nprintf \"$$\\0\" >&3\nwhile :; do sleep 0.01; done");
        var ending = new ProcessEnding(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        VarlinkTransportConnection transport = await new ExecConnector("exec:", program, ending).ConnectAsync(token);
        int id = int.Parse(await new PeerConnection(transport).ReceiveAsync(token), CultureInfo.InvariantCulture);
        if (aborts)
        {
            transport.Abort();
        }

        await transport.DisposeAsync();

        Assert.That(Script.IsAlive(id), Is.False);
    }

    [Test]
    public async Task A_program_that_is_missing_is_named(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        await ExpectAsync(folder["missing"], VarlinkConnectionReason.NotFound, "no such program", token);
        await ExpectAsync(folder["missing/program"], VarlinkConnectionReason.NotFound, "no such program", token);
        await ExpectAsync(folder.Path, VarlinkConnectionReason.NotFound, "is a folder", token);

        string program = Script.Write(folder, "");
        File.SetUnixFileMode(program, UnixFileMode.UserRead);
        await ExpectAsync(program, VarlinkConnectionReason.PermissionDenied, "not executable", token);
    }

    [TestCase("echo out of order >&2; exit 3", "ended with exit code 3", "out of order")]
    [TestCase("echo usage", "ended with exit code 0", "usage")]
    [TestCase("kill -9 $$", "was ended by signal 9", "without having said anything")]
    [TestCase("dd bs=1 count=1 <&3 2>/dev/null >&2; printf '{' >&3; exit 4", "ended with exit code 4", "")]
    public async Task A_program_that_ends_says_why(string script, string how, string output, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        await using var client = new VarlinkClient(VarlinkAddress.Parse($"exec:{Script.Write(folder, script)}").CreateConnector());

        VarlinkConnectionException failure = (await Assert.ThrowsAsync<VarlinkConnectionException>(() => client.CallAsync(Echo, "x", token)))!;

        Assert.That(failure.Message, Does.Contain(how).And.Contain(output).And.Contain(folder.Path));
    }

    [Test]
    public async Task A_program_inherits_the_environment_but_not_an_activation_of_this_process(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        string program = Script.Write(folder, "printf \"$PATH|$LISTEN_FDNAMES\\0\" >&3");
        await using VarlinkTransportConnection transport = await VarlinkAddress.Parse($"exec:{program}").CreateConnector().ConnectAsync(token);

        Assert.That(
            await new PeerConnection(transport).ReceiveAsync(token),
            Is.EqualTo($"{Environment.GetEnvironmentVariable("PATH")}|varlink"));
    }

    private static async Task ExpectAsync(string program, VarlinkConnectionReason reason, string message, CancellationToken token)
    {
        await using var client = new VarlinkClient(VarlinkAddress.Parse($"exec:{program}").CreateConnector());
        VarlinkConnectionException failure = (await Assert.ThrowsAsync<VarlinkConnectionException>(() => client.CallAsync(Echo, "x", token)))!;
        Assert.That(failure.Reason, Is.EqualTo(reason));
        Assert.That(failure.Message, Does.Contain(message).And.Contain(program));
        Assert.That(failure.MayHaveExecuted, Is.False);
    }
}
