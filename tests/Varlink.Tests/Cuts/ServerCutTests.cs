using Varlink.TestKit;
using Varlink.Tests.Server;
using Varlink.Transports;

namespace Varlink.Tests.Cuts;

/// <summary>
/// The same conversations, with a caller that breaks them at every byte: the server carries out each call that came whole, no other, ends the
/// connection, and answers the next caller.
/// </summary>
[CancelAfter(60_000)]
public sealed class ServerCutTests
{
    private static readonly Kind[] Kinds = Enum.GetValues<Kind>();

    [TestCaseSource(nameof(Kinds))]
    public async Task Split_at_every_byte(Kind kind, CancellationToken token)
    {
        Conversation conversation = Conversation.Of(kind);
        await using Bench bench = new(conversation);
        await Cases.RunAsync(
            Enumerable.Range(0, conversation.Request.Length),
            (place, itemToken) => bench.RunAsync(
                script => (place == 0 ? script.InPiecesOf(1) : script.SplitsAt(place)).SendsBytes(conversation.Request),
                wholeCalls: conversation.Calls.Count,
                itemToken),
            token);
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Cut_after_every_byte_of_the_request(Kind kind, CancellationToken token)
    {
        Conversation conversation = Conversation.Of(kind);
        await using Bench bench = new(conversation);
        IEnumerable<CutCase> cases =
            from cut in Enum.GetValues<Cut>()
            from place in Enumerable.Range(0, conversation.Request.Length)
            select new CutCase(place, cut);
        await Cases.RunAsync(
            cases,
            (item, itemToken) => bench.RunCutAsync(
                new PeerScript().CutsAfterSending(item.Place, item.Cut).SendsBytes(conversation.Request),
                MemoryTransport.DefaultCapacity,
                calls => calls == conversation.WholeCalls(item.Place),
                itemToken),
            token);
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Cut_after_every_byte_of_the_replies(Kind kind, CancellationToken token)
    {
        Conversation conversation = Conversation.Of(kind);
        await using Bench bench = new(conversation);
        IEnumerable<CutCase> cases =
            from cut in Enum.GetValues<Cut>()
            from place in Enumerable.Range(1, Math.Max(conversation.Reply.Length - 1, 0))
            select new CutCase(place, cut);
        await Cases.RunAsync(
            kind == Kind.Oneway ? [new CutCase(0, Cut.Close), new CutCase(0, Cut.Abort)] : cases,
            (item, itemToken) => bench.RunCutAsync(
                new PeerScript().SendsBytes(conversation.Request).CutsAfterReceiving(item.Place, item.Cut).ExpectsBytes(conversation.Reply),
                capacity: Math.Max(item.Place, conversation.Request.Length), // A caller that sends all before it reads needs as much room.
                calls => calls <= conversation.Calls.Count && calls >= Math.Min(conversation.WholeReplies(item.Place), conversation.Calls.Count),
                itemToken),
            token);
    }

    private sealed record CutCase(int Place, Cut Cut);

    /// <summary>A server with the recorded conversation, which all cases of a test share: what one caller breaks reaches no other.</summary>
    private sealed class Bench : IAsyncDisposable
    {
        private readonly Conversation _conversation;
        private readonly LogList _logs = new();

        public Bench(Conversation conversation) => _conversation = conversation;

        public ValueTask DisposeAsync()
        {
            // An event of the library's own failure would be a bug whatever the caller saw.
            Assert.That(_logs.Entries.Where(entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Error), Is.Empty);
            return default;
        }

        public async Task RunAsync(Func<PeerScript, PeerScript> calls, int wholeCalls, CancellationToken token)
        {
            var service = new RecordedService(_conversation);
            await using VarlinkServer server = NewServer(service);
            (VarlinkTransportConnection caller, VarlinkTransportConnection accepted) = MemoryTransport.CreatePair();
            Task serving = server.ServeAsync(accepted);
            PeerScript script = calls(new PeerScript());
            foreach (string reply in _conversation.Replies)
            {
                script.ExpectsJson(reply);
            }

            if (_conversation.Kind == Kind.Upgrade)
            {
                script.ExpectsBytes(_conversation.Reply[(_conversation.Replies[0].Length + 1)..]);
            }

            await script.HalfCloses().ExpectsEnd().PlayAsync(caller, token);
            await serving;
            Assert.That(service.Called, Has.Count.EqualTo(wholeCalls - Standard(wholeCalls)));
        }

        public async Task RunCutAsync(PeerScript script, int capacity, Func<int, bool> isRight, CancellationToken token)
        {
            var service = new RecordedService(_conversation);
            await using VarlinkServer server = NewServer(service);
            (VarlinkTransportConnection caller, VarlinkTransportConnection accepted) = MemoryTransport.CreatePair(capacity: capacity);
            Task serving = server.ServeAsync(accepted);
            await script.PlayAsync(caller, token);
            await serving;

            // Those of the standard interface do not reach the service.
            int[] possible = [.. Enumerable.Range(0, _conversation.Calls.Count + 1).Where(calls => calls - Standard(calls) == service.Called.Count)];
            if (!possible.Any(isRight))
            {
                throw new InvalidOperationException($"{service.Called.Count} calls were carried out");
            }

            (VarlinkTransportConnection next, accepted) = MemoryTransport.CreatePair();
            _ = server.ServeAsync(accepted);
            await new PeerScript()
                .Sends("""{"method":"org.varlink.service.GetInfo"}""")
                .ExpectsJson("""{"parameters":{"vendor":"Atomic","product":"podman","version":"0.8.3-dev","url":"https://github.com/containers/libpod","interfaces":["org.varlink.service","io.podman"]}}""")
                .Closes().PlayAsync(next, token);
        }

        private VarlinkServer NewServer(RecordedService service) => new(
            new VarlinkServerOptions
            {
                Vendor = "Atomic",
                Product = "podman",
                Version = "0.8.3-dev",
                Url = "https://github.com/containers/libpod",
                LoggerFactory = _logs,
            },
            service);

        private int Standard(int calls) =>
            _conversation.Calls.Take(calls).Count(call => call.Method.StartsWith("org.varlink.service.", StringComparison.Ordinal));
    }
}
