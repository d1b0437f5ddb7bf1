using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;

namespace Varlink.Tests.Cuts;

/// <summary>
/// Conversations of every kind, broken at every byte: each reply that came whole reaches its caller, and every other caller gets the right
/// typed error, which says whether the call may have run.
/// </summary>
[CancelAfter(60_000)]
public sealed class ClientCutTests
{
    private static readonly Kind[] Kinds = Enum.GetValues<Kind>();
    private static readonly Kind[] AnsweredKinds = [.. Kinds.Where(kind => kind != Kind.Oneway)];
    private static readonly VarlinkMethodTraits[] Lanes = [VarlinkMethodTraits.None, VarlinkMethodTraits.ReadOnly];

    [TestCaseSource(nameof(AnsweredKinds))]
    public Task Split_at_every_byte(Kind kind, CancellationToken token)
    {
        Conversation conversation = Conversation.Of(kind);
        IEnumerable<Case> cases =
            from lane in Lanes
            from place in Enumerable.Range(0, conversation.Reply.Length)
            select new Case(lane, place);
        return Cases.RunAsync(cases, (item, itemToken) => RunAsync(conversation, item, script => Split(script, item.Place), itemToken), token);
    }

    private static PeerScript Split(PeerScript script, int place) => place == 0 ? script.InPiecesOf(1) : script.SplitsAt(place);

    [TestCaseSource(nameof(AnsweredKinds))]
    public Task Cut_after_every_byte_of_the_replies(Kind kind, CancellationToken token)
    {
        Conversation conversation = Conversation.Of(kind);
        IEnumerable<CutCase> cases =
            from lane in Lanes
            from cut in Enum.GetValues<Cut>()
            from place in Enumerable.Range(0, conversation.Reply.Length + 1)
            select new CutCase(lane, place, cut);
        return Cases.RunAsync(
            cases,
            async (item, itemToken) =>
            {
                await using var peer = new ScriptedPeer();
                peer.OnConnect().CutsAfterSending(item.Place, item.Cut).ExpectsBytes(conversation.Request).SendsBytes(conversation.Reply);
                bool repeated = item is { Place: 0, Lane: VarlinkMethodTraits.ReadOnly } && kind is not (Kind.Batch or Kind.Upgrade);
                if (repeated)
                {
                    peer.OnConnect().ExpectsBytes(conversation.Request).SendsBytes(conversation.Reply).ExpectsEnd();
                }

                IReadOnlyList<string> outcomes = await RunClientAsync(peer, conversation, item.Lane, itemToken);
                await peer.VerifyAsync();
                Cases.Equal(outcomes, repeated ? ClientRun.Undisturbed(conversation) : ExpectedAfterCut(conversation, item));
            },
            token);
    }

    [TestCaseSource(nameof(Kinds))]
    public Task Cut_after_every_byte_of_the_request(Kind kind, CancellationToken token)
    {
        Conversation conversation = Conversation.Of(kind);
        IEnumerable<CutCase> cases =
            from lane in Lanes
            from cut in Enum.GetValues<Cut>()
            from place in Enumerable.Range(0, conversation.Request.Length)
            select new CutCase(lane, place, cut);
        return Cases.RunAsync(
            cases,
            async (item, itemToken) =>
            {
                // The connection holds no more than what is received before the cut, so the client cannot have been done with sending.
                await using var peer = new ScriptedPeer { Capacity = Math.Max(item.Place, 1) };
                peer.OnConnect().CutsAfterReceiving(item.Place, item.Cut).ExpectsBytes(conversation.Request);
                peer.OnEveryOtherConnect(script => script.ExpectsBytes(conversation.Request).SendsBytes(conversation.Reply).ExpectsEnd());

                IReadOnlyList<string> outcomes = await RunClientAsync(peer, conversation, item.Lane, itemToken);
                await peer.VerifyAsync();
                CheckAfterRequestCut(conversation, item, outcomes);
                Assert.That(peer.ConnectionCount, Is.LessThanOrEqualTo(2));
            },
            token);
    }

    [TestCaseSource(nameof(AnsweredKinds))]
    public Task Stalled_after_every_byte_of_the_replies(Kind kind, CancellationToken token)
    {
        Conversation conversation = Conversation.Of(kind);
        int end = conversation.Replies.Sum(reply => reply.Length + 1);
        bool hasTimeLimit = kind is Kind.Call or Kind.Error or Kind.Batch;
        IEnumerable<StallCase> cases =
            from lane in Lanes
            from cancelled in hasTimeLimit ? new[] { false, true } : [true]
            from place in Enumerable.Range(0, end)
            select new StallCase(lane, place, cancelled);
        return Cases.RunAsync(
            cases,
            async (item, itemToken) =>
            {
                var clock = new FakeTimeProvider();
                var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(itemToken);
                await using var peer = new ScriptedPeer();
                peer.OnConnect().StallsAfterSending(item.Place, stalled).ExpectsBytes(conversation.Request).SendsBytes(conversation.Reply);
                IReadOnlyList<string> outcomes;
                await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { TimeProvider = clock }))
                {
                    Task<IReadOnlyList<string>> run = ClientRun.RunAsync(client, conversation, item.Lane, stop.Token);
                    await stalled.Task.WaitAsync(itemToken);
                    if (item.Cancelled)
                    {
                        await stop.CancelAsync();
                    }
                    else
                    {
                        clock.Advance(VarlinkClientOptions.DefaultCallTimeout);
                    }

                    outcomes = await run;
                }

                await peer.VerifyAsync();
                CheckAfterStall(conversation, item, outcomes);
            },
            token);
    }

    private static async Task RunAsync(Conversation conversation, Case item, Func<PeerScript, PeerScript> fault, CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        PeerScript script = fault(peer.OnConnect()).ExpectsBytes(conversation.Request).SendsBytes(conversation.Reply);
        _ = conversation.Kind == Kind.Upgrade ? script.Closes() : script.ExpectsEnd();
        IReadOnlyList<string> outcomes = await RunClientAsync(peer, conversation, item.Lane, token);
        await peer.VerifyAsync();
        Cases.Equal(outcomes, ClientRun.Undisturbed(conversation));
    }

    private static async Task<IReadOnlyList<string>> RunClientAsync(
        ScriptedPeer peer, Conversation conversation, VarlinkMethodTraits lane, CancellationToken token)
    {
        await using var client = new VarlinkClient(peer);
        return await ClientRun.RunAsync(client, conversation, lane, token);
    }

    private static IReadOnlyList<string> ExpectedAfterCut(Conversation conversation, CutCase item)
    {
        IReadOnlyList<string> undisturbed = ClientRun.Undisturbed(conversation);
        int whole = conversation.WholeReplies(item.Place);
        string lost = ClientRun.Lost(item.Cut == Cut.Close ? VarlinkConnectionReason.ClosedByPeer : VarlinkConnectionReason.Broken);
        return conversation.Kind switch
        {
            _ when whole == conversation.Replies.Count && conversation.Kind != Kind.Upgrade => undisturbed,
            Kind.Upgrade => whole == 1 ? [undisturbed[0], conversation.RawIn(item.Place)] : [lost],
            Kind.Batch => [.. undisturbed.Take(whole), .. Enumerable.Repeat(lost, undisturbed.Count - whole)],
            _ => [.. undisturbed.Take(whole), lost],
        };
    }

    private static void CheckAfterRequestCut(Conversation conversation, CutCase item, IReadOnlyList<string> outcomes)
    {
        IReadOnlyList<string> undisturbed = ClientRun.Undisturbed(conversation);
        string[] lost = [ClientRun.Lost(VarlinkConnectionReason.ClosedByPeer), ClientRun.Lost(VarlinkConnectionReason.Broken)];
        bool isOneCall = conversation.Kind is not (Kind.Batch or Kind.Upgrade or Kind.Oneway);
        bool mayRepeat = item.Lane == VarlinkMethodTraits.ReadOnly && isOneCall;

        // Where the connection is dead from the beginning, the client may notice in time, and make another.
        if (mayRepeat || (item.Place == 0 && outcomes.SequenceEqual(undisturbed)))
        {
            Cases.Equal(outcomes, undisturbed);
            return;
        }

        // What is sent one way is on its way when the rest of it finds room just before the cut.
        IReadOnlyList<string> each = conversation.Kind == Kind.Oneway ? [.. lost, ClientRun.Sent] : lost;
        Cases.Matches(outcomes, [.. Enumerable.Repeat(each, conversation.Kind == Kind.Batch ? conversation.Calls.Count : 1)]);
    }

    private static void CheckAfterStall(Conversation conversation, StallCase item, IReadOnlyList<string> outcomes)
    {
        // What is received may not be read yet when the time is up.
        IReadOnlyList<string> undisturbed = ClientRun.Undisturbed(conversation);
        string given = item.Cancelled ? "cancelled, may have run" : "timed out, may have run";
        int whole = conversation.WholeReplies(item.Place);
        bool isBatch = conversation.Kind == Kind.Batch;
        int count = isBatch ? undisturbed.Count : Math.Min(outcomes.Count, whole + 1);
        Cases.Matches(outcomes, [.. Enumerable.Range(0, count).Select(i => (IReadOnlyList<string>)(
            isBatch ? (i < whole ? [undisturbed[i], given] : [given]) : (i < outcomes.Count - 1 ? [undisturbed[i]] : [given])))]);
    }

    private sealed record Case(VarlinkMethodTraits Lane, int Place);

    private sealed record CutCase(VarlinkMethodTraits Lane, int Place, Cut Cut);

    private sealed record StallCase(VarlinkMethodTraits Lane, int Place, bool Cancelled);
}
