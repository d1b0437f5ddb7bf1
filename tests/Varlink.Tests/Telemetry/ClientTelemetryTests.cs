using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;
using Varlink.Tests.Client;

namespace Varlink.Tests.Telemetry;

/// <summary>What a client tells of its calls to those who listen.</summary>
[NonParallelizable]
[CancelAfter(30_000)]
public class ClientTelemetryTests
{
    private const string Address = "unix:/run/org.example;mode=0660";
    private const string Service = "network.transport=unix rpc.system.name=varlink server.address=/run/org.example";

    [Test]
    public async Task A_call_is_a_span_below_the_current_one_and_a_duration(CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        var clock = new FakeTimeProvider();
        using Activity outer = StartOuter();
        await using (var peer = new ScriptedPeer(Address))
        {
            peer.OnConnect().Expects(Example.Call(Example.Look, "x"))
                .Then("takes its time", (_, _) =>
                {
                    clock.Advance(TimeSpan.FromSeconds(3));
                    return Task.CompletedTask;
                })
                .Sends(Example.Reply("y"));
            await using var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock });
            Assert.That(await client.CallAsync(Example.Look, "x", token), Is.EqualTo("y"));
            Assert.That(Activity.Current, Is.SameAs(outer));
            Assert.That(recorder.Measured("varlink.client.open_connections"), Is.EqualTo(new Dictionary<string, long> { [Service] = 1 }));
        }

        Activity span = recorder.ClientSpans.Single();
        Assert.That(span.DisplayName, Is.EqualTo("org.example.Look"));
        Assert.That(span.ParentSpanId, Is.EqualTo(outer.SpanId));
        Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Unset));
        string attributes = Service.Replace("rpc.system", "rpc.method=org.example.Look rpc.system", StringComparison.Ordinal);
        Assert.That(TelemetryRecorder.Describe(span), Is.EqualTo(attributes));
        Assert.That(recorder.Measured("rpc.client.call.duration"), Is.EqualTo(new Dictionary<string, long> { [attributes] = 1 }));
        Assert.That(recorder.Sum("rpc.client.call.duration"), Is.EqualTo(3));
        Assert.That(recorder.Measured("varlink.client.active_calls"), Is.EqualTo(new Dictionary<string, long> { [Service] = 0 }));
        Assert.That(recorder.Measured("varlink.client.open_connections"), Is.EqualTo(new Dictionary<string, long> { [Service] = 0 }));
    }

    [Test]
    public async Task An_error_reply_is_told_by_its_name_and_nothing_of_what_it_says(CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        await using (var peer = new ScriptedPeer())
        {
            peer.OnConnect().Expects(Example.Call(Example.Look, "s3cret-in")).Sends(Example.Error("s3cret-out"));
            await using var client = new VarlinkClient(peer);
            Assert.That(async () => await client.CallAsync(Example.Look, "s3cret-in", token), Throws.TypeOf<Example.FailedException>());
        }

        Activity span = recorder.ClientSpans.Single();
        const string Attributes = "error.type=org.example.Failed rpc.method=org.example.Look "
            + "rpc.response.status_code=org.example.Failed rpc.system.name=varlink";
        Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Error));
        Assert.That(TelemetryRecorder.Describe(span), Is.EqualTo(Attributes));
        Assert.That(recorder.Measured("rpc.client.call.duration").Keys, Is.EqualTo([Attributes]));
        Assert.That(recorder.AllText, Has.None.Contains("s3cret"));
    }

    [Test]
    public async Task A_call_that_is_sent_again_is_one_call_and_a_retry(CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        await using (var peer = new ScriptedPeer(Address))
        {
            peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Closes();
            peer.OnConnect().Expects(Example.Call(Example.Look, "x")).Sends(Example.Reply("y"));
            peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Closes();
            peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Sends(Example.Reply("y"));
            await using var client = new VarlinkClient(peer);
            Assert.That(await client.CallAsync(Example.Look, "x", token), Is.EqualTo("y"));
            Assert.That(await client.StreamAsync(Example.Follow, "x", token).ToListAsync(token), Is.EqualTo(["y"]));
        }

        Assert.That(recorder.ClientSpans.Select(span => span.DisplayName), Is.EqualTo(["org.example.Look", "org.example.Follow"]));
        Assert.That(recorder.Measured("varlink.client.retries"), Is.EquivalentTo(new Dictionary<string, long>
        {
            [Service.Replace("rpc.system", "rpc.method=org.example.Look rpc.system", StringComparison.Ordinal)] = 1,
            [Service.Replace("rpc.system", "rpc.method=org.example.Follow rpc.system", StringComparison.Ordinal)] = 1,
        }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_stream_is_one_call_until_its_reader_has_done_with_it(bool leaves, CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        await using (var peer = new ScriptedPeer(Address))
        {
            PeerScript script = peer.OnConnect().Expects(Example.Call(Example.Follow, "x", more: true)).Sends(Example.Reply("1", continues: true));
            script = leaves ? script.ExpectsEnd() : script.Sends(Example.Reply("2")).ExpectsEnd();
            await using var client = new VarlinkClient(peer);
            await foreach (string reply in client.StreamAsync(Example.Follow, "x", token))
            {
                Assert.That(Activity.Current, Is.Null);
                Assert.That(recorder.ClientSpans, Is.Empty);
                Assert.That(recorder.Measured("varlink.client.active_calls")[Service], Is.EqualTo(1));
                Assert.That(recorder.Measured("varlink.client.open_connections")[Service], Is.EqualTo(1));
                if (leaves)
                {
                    break;
                }
            }

            Assert.That(recorder.Measured("varlink.client.active_calls")[Service], Is.Zero);
            Assert.That(recorder.Measured("varlink.client.open_connections")[Service], Is.Zero);
        }

        Assert.That(recorder.ClientSpans.Single().Status, Is.EqualTo(ActivityStatusCode.Unset));
        Assert.That(recorder.Measured("rpc.client.call.duration").Values, Is.EqualTo([1]));
    }

    [Test]
    public async Task Each_call_of_a_batch_is_a_span_of_its_own(CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        using Activity outer = StartOuter();
        await using (var peer = new ScriptedPeer())
        {
            peer.OnConnect().Expects(Example.Call(Example.Look, "1")).Expects(Example.Call(Example.Change, "2")).Expects(Example.Call(Example.Look, "3"))
                .Sends(Example.Reply("a")).Sends(Example.Error("b")).Sends(Example.Reply("c"));
            await using var client = new VarlinkClient(peer);
            VarlinkBatch batch = client.CreateBatch();
            Task<string>[] calls = [batch.Add(Example.Look, "1"), batch.Add(Example.Change, "2"), batch.Add(Example.Look, "3")];
            await batch.SendAsync(token);
            Assert.That(await calls[0], Is.EqualTo("a"));
            Assert.That(async () => await calls[1], Throws.TypeOf<Example.FailedException>());
            Assert.That(await calls[2], Is.EqualTo("c"));
            Assert.That(Activity.Current, Is.SameAs(outer));
        }

        Assert.That(recorder.ClientSpans.Select(span => (span.DisplayName, span.Status, span.ParentSpanId)), Is.EqualTo([
            ("org.example.Look", ActivityStatusCode.Unset, outer.SpanId),
            ("org.example.Change", ActivityStatusCode.Error, outer.SpanId),
            ("org.example.Look", ActivityStatusCode.Unset, outer.SpanId),
        ]));
    }

    [Test]
    public async Task A_call_that_is_cancelled_or_cannot_connect_tells_its_exception(CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        using var stop = new CancellationTokenSource();
        await using (var peer = new ScriptedPeer())
        {
            peer.OnConnectFails(new VarlinkConnectionException("no", VarlinkConnectionReason.PermissionDenied));
            peer.OnConnect().Expects(Example.Call(Example.Change, "x")).Then("is not waited for", (_, _) => stop.CancelAsync()).ExpectsEnd();
            await using var client = new VarlinkClient(peer);
            Assert.That(async () => await client.SendOnewayAsync(Example.Change, "x", token), Throws.TypeOf<VarlinkConnectionException>());
            Assert.That(async () => await client.CallAsync(Example.Change, "x", stop.Token), Throws.TypeOf<VarlinkCallCanceledException>());
        }

        Assert.That(recorder.ClientSpans.Select(span => span.GetTagItem("error.type")), Is.EqualTo(
            ["Varlink.VarlinkConnectionException", "Varlink.VarlinkCallCanceledException"]));
    }

    [Test]
    public async Task An_upgrade_ends_with_its_reply_and_its_connection_is_the_callers_from_then_on(CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        await using (var peer = new ScriptedPeer())
        {
            peer.OnConnect()
                .Expects("""{"method":"org.example.Change","parameters":{"text":"x"},"upgrade":true}""").Sends(Example.Reply("y"))
                .ExpectsEnd();
            await using var client = new VarlinkClient(peer);
            await using VarlinkUpgradedConnection<string> upgraded = await client.UpgradeAsync(Example.Change, "x", token);
            Assert.That(recorder.ClientSpans.Single().DisplayName, Is.EqualTo("org.example.Change"));
            Assert.That(recorder.Measured("varlink.client.active_calls").Values, Is.EqualTo([0]));
            Assert.That(recorder.Measured("varlink.client.open_connections").Values, Is.EqualTo([0]));
        }
    }

    [TestCase("tcp:engine.example:1234", "network.transport=tcp rpc.method=org.example.Change rpc.system.name=varlink server.address=engine.example server.port=1234")]
    [TestCase("unix:@engine", "network.transport=unix rpc.method=org.example.Change rpc.system.name=varlink server.address=@engine")]
    [TestCase("bridge:ssh -i secret host", "rpc.method=org.example.Change rpc.system.name=varlink")]
    public async Task The_address_is_told_where_it_is_one(string endpoint, string attributes, CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        await using (var peer = new ScriptedPeer(endpoint))
        {
            peer.OnConnect().Expects("""{"method":"org.example.Change","parameters":{"text":"x"},"oneway":true}""");
            await using var client = new VarlinkClient(peer);
            await client.SendOnewayAsync(Example.Change, "x", token);
        }

        Assert.That(TelemetryRecorder.Describe(recorder.ClientSpans.Single()), Is.EqualTo(attributes));
    }

    /// <summary>One that is recorded: what is below one that is not, is not either.</summary>
    private static Activity StartOuter() => new Activity("outer") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
}
