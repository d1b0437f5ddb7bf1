using Podman.Testing;
using Varlink.Conformance.Replay.Identity;
using Varlink.Conformance.Replay.Recording;
using Varlink.Conformance.Replay.Timeline;
using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay;

/// <summary>A reference engine in this process, set up as the recorded daemon was, on a clock that is moved.</summary>
internal sealed class ReplayedEngine : IReplayedWorld, IAsyncDisposable
{
    // The recording has a registry of its own. Which registries are searched was configured in the midst of it.
    // In a part of it that registry speaks TLS: nothing tells so but what came of searching it.
    private const string RecordedRegistry = "localhost:5998";
    private const string Configured = "registries are configured now";
    private const string NoTls = "does not look like a TLS handshake";

    // The same ids in every run: a difference stays where it is.
    private const int Seed = 80803;

    private readonly List<string> _searched = [];
    private readonly List<string> _reachable = ["http://" + RecordedRegistry];
    private readonly ReferenceEngine _engine;

    public ReplayedEngine(PodmanQuirks quirks)
    {
        Clock = new VirtualClock(new DateTimeOffset(2026, 11, 23, 21, 50, 31, TimeSpan.Zero));
        _engine = new ReferenceEngine(new ReferenceEngineOptions
        {
            TimeProvider = Clock,
            Seed = Seed,
            SearchRegistries = _searched,
            ReachableRegistries = _reachable,
            Quirks = quirks,
        });
    }

    public VirtualClock Clock { get; }

    public IReadOnlyList<string> SearchedRegistries => _searched;

    public async Task<ReplayAddress> ListenAsync(string folder) =>
        new(await _engine.ListenAsync($"unix:{Path.Combine(folder, "io.podman.socket")}"));

    public void Before(RecordedRow row)
    {
        if (row.Note.Contains(Configured, StringComparison.Ordinal) && _searched.Count == 0)
        {
            _searched.Add(RecordedRegistry);
        }

        if (_searched.Count > 0 && row.Messages.Any(message => CallText.MethodOf(message)?.EndsWith(".SearchImage", StringComparison.Ordinal) == true))
        {
            bool isPlain = row.Replies.Any(reply => reply.Text.Contains(NoTls, StringComparison.Ordinal));
            _reachable[0] = isPlain ? "http://" + RecordedRegistry : RecordedRegistry;
        }
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
