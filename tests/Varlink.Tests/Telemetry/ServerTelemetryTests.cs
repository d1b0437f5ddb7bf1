using System.Diagnostics;
using Varlink.Tests.Server;

namespace Varlink.Tests.Telemetry;

/// <summary>What a server tells of its calls to those who listen.</summary>
[NonParallelizable]
[CancelAfter(30_000)]
public class ServerTelemetryTests
{
    private const string Secret = "s3cret";

    private static readonly VarlinkMethod<string, string> Echo = TestService.Text("Echo");
    private static readonly VarlinkMethod<string, string> Fails = TestService.Text("Fails");
    private static readonly VarlinkMethod<string, string> Missing = TestService.Text("Missing");
    private static readonly VarlinkMethod<string, string> Count = TestService.Text("Count");

    [Test]
    public async Task A_call_is_a_span_of_its_own_that_the_service_works_in(CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        Activity? current = null;
        using Activity outer = new Activity("outer").Start();
        await using (var harness = new Harness(new TestService().On("Echo", (text, _) =>
        {
            current = Activity.Current;
            return Task.FromResult(text);
        })))
        {
            await using var client = new VarlinkClient(harness.Server.CreateInProcessConnector("unix:/run/org.example"));
            Assert.That(await client.CallAsync(Echo, Secret, token), Is.EqualTo(Secret));
            Assert.That(recorder.Measured("varlink.server.open_connections").Values, Is.EqualTo([1]));
        }

        Activity span = recorder.ServerSpans.Single();
        Assert.That(current, Is.SameAs(span));
        Assert.That(span.ParentSpanId, Is.EqualTo(default(ActivitySpanId)), "varlink carries no trace context");
        Assert.That(span.TraceId, Is.Not.EqualTo(outer.TraceId));
        const string Attributes = "network.transport=unix rpc.method=org.example.test.Echo rpc.system.name=varlink server.address=/run/org.example";
        Assert.That(TelemetryRecorder.Describe(span), Is.EqualTo(Attributes));
        Assert.That(recorder.Measured("rpc.server.call.duration"), Is.EqualTo(new Dictionary<string, long> { [Attributes] = 1 }));
        Assert.That(recorder.Measured("varlink.server.active_calls").Values, Is.EqualTo([0]));
        Assert.That(recorder.Measured("varlink.server.open_connections").Values, Is.EqualTo([0]));
        Assert.That(recorder.AllText, Has.None.Contains(Secret));
    }

    [Test]
    public async Task A_failure_of_the_service_is_told_by_its_type_and_the_error_that_stood_for_it(CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        await using (var harness = new Harness(new TestService().On("Fails", (_, _) => throw new InvalidOperationException(Secret))))
        {
            await using var client = new VarlinkClient(harness.Server.CreateInProcessConnector());
            Assert.That(async () => await client.CallAsync(Fails, "", token), Throws.InstanceOf<VarlinkErrorException>());
        }

        Activity span = recorder.ServerSpans.Single();
        Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Error));
        Assert.That(TelemetryRecorder.Describe(span), Is.EqualTo(
            "error.type=System.InvalidOperationException rpc.method=org.example.test.Fails "
            + "rpc.response.status_code=dotnet.varlink.InternalError rpc.system.name=varlink"));
        Assert.That(recorder.AllText, Has.None.Contains(Secret));
    }

    [Test]
    public async Task Methods_that_the_server_does_not_know_are_one_series_of_measurements(CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        await using (var harness = new Harness(new TestService()))
        {
            await using var client = new VarlinkClient(harness.Server.CreateInProcessConnector());
            Assert.That(async () => await client.CallAsync(Missing, "", token), Throws.TypeOf<MethodNotFoundException>());
            Assert.That(async () => await client.CallAsync("org.example.other.Missing", default, token), Throws.TypeOf<InterfaceNotFoundException>());
        }

        Assert.That(recorder.ServerSpans.Select(span => (span.DisplayName, span.GetTagItem("rpc.method"), span.GetTagItem("rpc.method_original"))), Is.EqualTo([
            ("_OTHER", (object)"_OTHER", (object)"org.example.test.Missing"),
            ("_OTHER", (object)"_OTHER", (object)"org.example.other.Missing"),
        ]));
        Assert.That(recorder.Measured("rpc.server.call.duration").Keys, Has.All.Contains("rpc.method=_OTHER"));
        Assert.That(recorder.ClientSpans.Select(span => span.GetTagItem("rpc.method")), Is.EqualTo(["org.example.test.Missing", "org.example.other.Missing"]));
    }

    [Test]
    public async Task A_stream_whose_caller_leaves_ends_as_cancelled(CancellationToken token)
    {
        using var recorder = new TelemetryRecorder();
        await using (var harness = new Harness(new TestService().OnStream("Count", (_, _, stop) => Endless(stop))))
        {
            await using var client = new VarlinkClient(harness.Server.CreateInProcessConnector());
            await foreach (string reply in client.StreamAsync(Count, "", token))
            {
                Assert.That(recorder.Measured("varlink.server.active_calls").Values, Is.EqualTo([1]));
                break;
            }
        }

        Assert.That(recorder.ServerSpans.Single().GetTagItem("error.type"), Is.AnyOf(
            "System.OperationCanceledException", "System.Threading.Tasks.TaskCanceledException", "System.IO.IOException"));
        Assert.That(recorder.Measured("varlink.server.active_calls").Values, Is.EqualTo([0]));
    }

    private static async IAsyncEnumerable<string> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        yield return "1";
        yield return "2";
        await Task.Delay(Timeout.InfiniteTimeSpan, stop);
    }
}
