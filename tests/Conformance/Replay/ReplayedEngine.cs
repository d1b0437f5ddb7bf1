using Podman.Testing;
using Varlink.Conformance.Replay.Recording;
using Varlink.Conformance.Replay.Timeline;
using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay;

/// <summary>A reference engine in this process, set up as the recorded daemon was, on a clock that is moved.</summary>
internal sealed class ReplayedEngine : IReplayedWorld, IAsyncDisposable
{
    // The recording has a registry of its own. Which registries are searched was configured in the midst of it.
    private const string RecordedRegistry = "localhost:5998";
    private const string Configured = "registries are configured";

    // The same ids in every run: a difference stays where it is.
    private const int Seed = 80803;

    private readonly List<string> _searched = [];
    private readonly ReferenceEngine _engine;

    public ReplayedEngine(PodmanQuirks quirks)
    {
        Clock = new VirtualClock(new DateTimeOffset(2026, 11, 23, 21, 50, 31, TimeSpan.Zero));
        _engine = new ReferenceEngine(new ReferenceEngineOptions
        {
            TimeProvider = Clock,
            Seed = Seed,
            SearchRegistries = _searched,
            Quirks = quirks,
        });
    }

    public VirtualClock Clock { get; }

    public async Task<ReplayAddress> ListenAsync(string folder) =>
        new(await _engine.ListenAsync($"unix:{Path.Combine(folder, "io.podman.socket")}"));

    public void Before(RecordedRow row)
    {
        if (row.Note.Contains(Configured, StringComparison.Ordinal) && _searched.Count == 0)
        {
            _searched.Add(RecordedRegistry);
        }
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
