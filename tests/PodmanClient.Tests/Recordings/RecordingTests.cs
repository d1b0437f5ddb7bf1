namespace Podman.Tests.Recordings;

/// <summary>Plays what a real Podman 0.8 sent to the generated client: every byte of it must arrive as what it means.</summary>
public class RecordingTests
{
    private static readonly List<(RecordedCall? Call, string Kind)> Rows = [.. RecordedExchange.All.Select(RecordedCall.From)];

    public static IEnumerable<TestCaseData> Calls => Rows
        .Where(static row => row.Call is not null)
        .Select(static row => new TestCaseData(row.Call).SetArgDisplayNames(row.Call!.Exchange.Step));

    /// <summary>One exchange of each kind that is short enough: a method, answered with a success, an error, a stream, or not at all.</summary>
    public static IEnumerable<TestCaseData> Kinds => Rows
        .Select(static row => row.Call)
        .OfType<RecordedCall>()
        .Where(static call => call.Exchange.Replies.Sum(static reply => reply.Length) < 4096)
        .DistinctBy(static call => (call.Method, call.IsStream, call.Exchange.Replies is [.., var last] ? last.Contains("\"error\":", StringComparison.Ordinal) : (bool?)null))
        .Select(static call => new TestCaseData(call).SetArgDisplayNames(call.Exchange.Step));

    [TestCaseSource(nameof(Calls))]
    [CancelAfter(30_000)]
    public Task Every_reply_arrives_as_what_it_means(RecordedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Replay.Of(call.Method).RunAsync(call, pieces: 0, cancellationToken);
    }

    [TestCaseSource(nameof(Kinds))]
    [CancelAfter(30_000)]
    public Task Every_kind_of_reply_arrives_byte_by_byte_as_well(RecordedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Replay.Of(call.Method).RunAsync(call, pieces: 1, cancellationToken);
    }

    [Test]
    public void All_of_the_recording_is_played_but_for_what_no_typed_client_sends()
    {
        Dictionary<string, int> kinds = Rows.CountBy(static row => row.Kind).ToDictionary();
        Assert.That(kinds, Is.EquivalentTo(new Dictionary<string, int>
        {
            [RecordedCall.Call] = 1316,
            ["an event beside the wire"] = 6,
            ["not one whole message"] = 9,
            ["no JSON"] = 8,
            ["no call"] = 8,
            ["another interface"] = 14,
            ["a method that the interface does not have"] = 20,
            ["a flag that the client never sends"] = 6,
            ["parameters that the method does not take"] = 19,
        }));
        Assert.That(Rows, Has.Count.EqualTo(1406));
    }
}
