using Varlink.Conformance.Replay.Comparison;
using Varlink.Conformance.Replay.Identity;
using Varlink.Conformance.Replay.Recording;
using Varlink.Conformance.Replay.Timeline;
using Varlink.Conformance.Replay.Wanted;
using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay;

/// <summary>
/// Sends what a recording sent, in its order, over the same connections, overlapping where it overlapped, and holds what comes against what
/// came. Everything happens on the thread that calls it.
/// </summary>
internal sealed class Replayer : IDisposable
{
    // Times are recorded in milliseconds: what ends in the same one as the next begins did not overlap.
    private const double Granularity = 0.0025;

    private readonly RecordingFile _recording;
    private readonly ReplayAddress _address;
    private readonly ITimeline _timeline;
    private readonly IReplayedWorld _world;
    private readonly IdMap _ids = new();
    private readonly LiveIds _live = new();
    private readonly RequestTranslator _translator;
    private readonly ExchangeComparer _comparer;
    private readonly RecordedFiles _files;
    private readonly Obstacles _obstacles;
    private readonly LeftOutGroups _leftOut;
    private readonly ConnectionTable _connections;
    private readonly List<Exchange> _underWay = [];
    private readonly List<StepResult> _results = [];
    private TimeSpan _begin;

    public Replayer(RecordingFile recording, ReplayAddress address, ITimeline timeline, IReplayedWorld world, string folder)
    {
        _recording = recording;
        _address = address;
        _timeline = timeline;
        _world = world;
        _translator = new RequestTranslator(_ids, _live, folder);
        var texts = new TextComparer(_ids, folder);
        _comparer = new ExchangeComparer(new JsonComparer(texts, _ids, _live), texts);
        _files = new RecordedFiles(folder);
        _obstacles = new Obstacles(recording);
        _leftOut = new LeftOutGroups(recording);
        _connections = new ConnectionTable(recording);
    }

    public IReadOnlyList<StepResult> Run()
    {
        foreach (RecordedRow row in _recording.Rows)
        {
            // What had ended before this was sent has to have ended here too.
            WaitWhile(() => _underWay.Any(exchange => exchange.Row.EndedAt < row.SentAt + Granularity));
            var due = TimeSpan.FromSeconds(Timing.SentAt(row));
            if (_timeline.Now > _begin + due)
            {
                _begin = _timeline.Now - due;
            }

            WaitUntil(_begin + due);
            RemoveWhatWentMeanwhile(row);
            _world.Before(row);
            Begin(row);
        }

        WaitWhile(() => _underWay.Count > 0);
        return [.. _results.OrderBy(result => result.Row.Index)];
    }

    public void Dispose() => _connections.Dispose();

    private void Begin(RecordedRow row)
    {
        if (_obstacles.Find(row) is { } obstacle)
        {
            Judge(row, Outcome.Without(obstacle));
            return;
        }

        if (row.Request is null)
        {
            Judge(row, Outcome.OfEvent);
            return;
        }

        (string? request, IReadOnlyList<(string Recorded, string Sent)> echoes) = _translator.Translate(row, row.Request);
        if (request is null)
        {
            Judge(row, Outcome.Without("no two ids of the engine begin alike"));
            return;
        }

        if (_files.Missing(row, request) is { } file)
        {
            Judge(row, Outcome.Without($"needs {file}, which is not given"));
            return;
        }

        RawConnection connection = _connections.For(row, _address);
        var exchange = new Exchange(row, connection, _timeline.Now, echoes);
        _underWay.Add(exchange);
        connection.Send(request, row.IsTerminated);
        if ((!row.IsTerminated && row.IsClosed) || row.Note.Contains("half-close", StringComparison.Ordinal))
        {
            connection.EndSending();
        }
    }

    private void WaitWhile(Func<bool> condition)
    {
        while (condition())
        {
            Wait(_underWay.Min(exchange => exchange.Deadline));
        }
    }

    private void WaitUntil(TimeSpan time)
    {
        do
        {
            Wait(time);
        }
        while (_timeline.Now < time);
    }

    private void Wait(TimeSpan until)
    {
        TimeSpan next = _underWay.Select(exchange => exchange.Deadline).Append(until).Min();
        _timeline.Wait(next, [.. _underWay.Select(exchange => exchange.Connection).Distinct()]);
        foreach (RawConnection connection in _underWay.Select(exchange => exchange.Connection).Distinct().ToList())
        {
            Receive(connection);
        }

        foreach (Exchange exchange in _underWay.ToList())
        {
            if (exchange.IsComplete || _timeline.Now >= exchange.Deadline)
            {
                End(exchange);
            }
        }
    }

    private void Receive(RawConnection connection)
    {
        var waiting = new Queue<Exchange>(_underWay.Where(exchange => exchange.Connection == connection));
        foreach (string reply in connection.Receive())
        {
            while (waiting.Count > 1 && waiting.Peek().IsComplete)
            {
                waiting.Dequeue();
            }

            waiting.Peek().Add(reply);
        }

        if (connection.IsClosed)
        {
            foreach (Exchange exchange in waiting.Where(exchange => !exchange.IsComplete))
            {
                exchange.Close();
            }
        }
    }

    private void End(Exchange exchange)
    {
        _underWay.Remove(exchange);
        Judge(exchange.Row, exchange.ToOutcome());
        _connections.Release(exchange.Row);
    }

    private void Judge(RecordedRow row, Outcome outcome)
    {
        Difference? difference = outcome.NotReplayable is not null ? null : _comparer.Compare(row, outcome);
        WantedDifference? wanted = null;
        if (difference is not null)
        {
            RecordedRow? next = row.Index + 1 < _recording.Rows.Count ? _recording.Rows[row.Index + 1] : null;
            var call = new JudgedCall(row, outcome, difference, next, _world.SearchedRegistries, WasThere);
            wanted = WantedDifferences.All.FirstOrDefault(rule => rule.Applies(call));
            Send(wanted?.Undo?.Invoke(call, question => Send([question])[0]) ?? []);
        }

        _live.Follow(row);
        _results.Add(new StepResult(row, outcome, difference, wanted));
    }

    /// <summary>Groups that are left out cleaned up behind those before them.</summary>
    private void RemoveWhatWentMeanwhile(RecordedRow row)
    {
        IReadOnlyList<string> removed = _leftOut.RemovedBefore(row);
        _live.Containers.ExceptWith(removed);
        foreach (string id in removed)
        {
            if (_ids.TryGetEngine(id, out string? engine))
            {
                Send(
                [
                    $$$"""{"method":"io.podman.UnpauseContainer","parameters":{"name":"{{{engine}}}"}}""",
                    $$$"""{"method":"io.podman.RemoveContainer","parameters":{"name":"{{{engine}}}","force":true}}""",
                ]);
            }
        }
    }

    private bool WasThere(string? image) =>
        _live.Images.Any(recorded => _ids.TryGetEngine(recorded, out string? engine) && engine == image);

    /// <summary>Calls that no recording has, and their replies.</summary>
    private List<string> Send(IEnumerable<string> calls)
    {
        string[] all = [.. calls];
        var replies = new List<string>();
        if (all.Length == 0)
        {
            return replies;
        }

        using var connection = RawConnection.Open(_address);
        connection.Send(string.Join('\0', all), terminate: true);
        while (replies.Count < all.Length && !connection.IsClosed)
        {
            // Only the engine's own time passes meanwhile: what is under way is looked at afterwards.
            _timeline.Wait(_timeline.Now + TimeSpan.FromSeconds(1), [connection]);
            replies.AddRange(connection.Receive());
        }

        return replies.Count == all.Length ? replies : throw new IOException("The engine hung up on a call of the replay itself.");
    }
}
