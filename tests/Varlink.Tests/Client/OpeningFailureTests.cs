using Varlink.Transports;

namespace Varlink.Tests.Client;

/// <summary>Calls that wait for a connection which is not made: each is told of itself, though they may have waited for the same one.</summary>
[CancelAfter(30_000)]
public class OpeningFailureTests
{
    private static readonly VarlinkClientOptions AtOnce = new() { ConnectRetryPeriod = TimeSpan.Zero };

    private static readonly InvalidOperationException Cause = new("the cause");

    private static readonly VarlinkConnectionAttempt[] Attempts = [new("gate:1", "nobody listens")];

    [Test]
    public async Task Callers_that_waited_for_one_connection_have_an_exception_each(CancellationToken token)
    {
        var connector = new GateConnector();
        await using var client = new VarlinkClient(connector, AtOnce);
        VarlinkMethod<string, string>[] methods = [Example.Look, Example.Wait, Example.Look, Example.Change, Example.Look];

        Task<string>[] calls = [.. methods.Select(method => client.CallAsync(method, "x", token))];
        await connector.WhenAsked(3).WaitAsync(token);
        connector.Open.SetResult();
        VarlinkConnectionException[] errors = await FailuresAsync(calls);

        Assert.That(errors.Select(e => e.Method), Is.EqualTo(methods.Select(method => method.FullName)));
        Assert.That(errors.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(errors.Length));
        Assert.That(connector.Asked, Is.EqualTo(3), "three of the calls share a connection");
        Assert.Multiple(() =>
        {
            foreach (VarlinkConnectionException e in errors)
            {
                Assert.That(e.Message, Is.EqualTo("nobody listens"));
                Assert.That((e.Reason, e.MayHaveExecuted, e.Endpoint, e.CallAttempts), Is.EqualTo((VarlinkConnectionReason.Refused, false, "gate:", 1)));
                Assert.That(e.Attempts, Is.EqualTo(Attempts));
                Assert.That(e.InnerException, Is.SameAs(Cause));
            }
        });
    }

    [Test]
    public async Task A_count_of_attempts_is_that_of_one_call(CancellationToken token)
    {
        // One call has lost a connection already, and is at its second attempt when the connection fails that both wait for.
        var connector = new GateConnector();
        await using var peer = new Varlink.TestKit.ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "a")).Closes();
        connector.First = peer;
        await using var client = new VarlinkClient(connector, AtOnce);

        Task<string> second = client.CallAsync(Example.Look, "a", token);
        await connector.WhenAsked(2).WaitAsync(token);
        Task<string> first = client.CallAsync(Example.Look, "b", token);
        connector.Open.SetResult();
        VarlinkConnectionException[] errors = await FailuresAsync([first, second]);

        Assert.That(errors.Select(e => e.CallAttempts), Is.EqualTo([1, 2]));
        Assert.That(errors.Select(e => e.Message), Is.EqualTo(["nobody listens", "nobody listens It was tried 2 times."]));
    }

    [Test]
    public async Task Streams_oneway_calls_upgrades_and_batches_are_told_their_method(CancellationToken token)
    {
        var connector = new GateConnector();
        connector.Open.SetResult();
        await using var client = new VarlinkClient(connector, AtOnce);
        VarlinkBatch batch = client.CreateBatch();
        Task<string>[] calls = [batch.Add(Example.Look, "x"), batch.Add(Example.Change, "x")];
        await batch.SendAsync(token);

        VarlinkConnectionException[] errors = await FailuresAsync(
        [
            client.StreamAsync(Example.Follow, "x", token).ToListAsync(token).AsTask(),
            client.SendOnewayAsync(Example.Change, "x", token),
            client.UpgradeAsync(Example.Wait, "x", token),
            .. calls,
        ]);

        Assert.That(errors.Select(e => e.Method), Is.EqualTo(
            ["org.example.Follow", "org.example.Change", "org.example.Wait", "org.example.Look", "org.example.Change"]));
    }

    [Test]
    public async Task The_only_connection_of_a_client_fails_each_call_on_its_own(CancellationToken token)
    {
        var connector = new GateConnector();
        connector.Open.SetResult();
        await using var client = new VarlinkClient(connector, new VarlinkClientOptions { ConnectRetryPeriod = TimeSpan.Zero, SingleConnection = true });

        VarlinkConnectionException[] errors = await FailuresAsync([client.CallAsync(Example.Look, "x", token), client.CallAsync(Example.Change, "x", token)]);

        Assert.That(errors.Select(e => e.Method), Is.EqualTo(["org.example.Look", "org.example.Change"]));
    }

    private static async Task<VarlinkConnectionException[]> FailuresAsync(Task[] calls)
    {
        var errors = new List<VarlinkConnectionException>();
        foreach (Task call in calls)
        {
            errors.Add((await Assert.ThrowsAsync<VarlinkConnectionException>(() => call))!);
        }

        return [.. errors];
    }

    /// <summary>Takes its time for each connection, and then always gives the same refusal; the first one may be another's.</summary>
    private sealed class GateConnector : IVarlinkConnector
    {
        private static readonly VarlinkConnectionException Refusal =
            new("nobody listens", VarlinkConnectionReason.Refused, endpoint: "gate:", attempts: Attempts, innerException: Cause);

        private readonly Lock _gate = new();
        private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

        public string Endpoint => "gate:";

        public IVarlinkConnector? First { get; set; }

        public int Asked { get; private set; }

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when so many connections were asked for.</summary>
        public Task WhenAsked(int count)
        {
            lock (_gate)
            {
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add((count, reached));
                Tell();
                return reached.Task;
            }
        }

        public async ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            bool isFirst;
            lock (_gate)
            {
                isFirst = ++Asked == 1;
                Tell();
            }

            if (isFirst && First is { } other)
            {
                return await other.ConnectAsync(cancellationToken);
            }

            await Open.Task.WaitAsync(cancellationToken);
            throw Refusal;
        }

        private void Tell() => _waiting.FindAll(waiting => waiting.Count <= Asked).ForEach(static waiting => waiting.Reached.TrySetResult());
    }
}
