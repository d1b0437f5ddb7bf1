using System.Diagnostics;
using System.Net.Sockets;
using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay.Timeline;

/// <summary>Real time, for engines that run elsewhere.</summary>
internal sealed class RealTimeline : ITimeline
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public TimeSpan Now => _watch.Elapsed;

    public void Wait(TimeSpan until, IReadOnlyCollection<RawConnection> connections)
    {
        TimeSpan left = until - Now;
        if (left <= TimeSpan.Zero)
        {
            return;
        }

        var sockets = connections.Where(connection => !connection.IsClosed).Select(connection => connection.Socket).ToList();
        int microseconds = (int)Math.Min(left.TotalMicroseconds + 1, int.MaxValue);
        if (sockets.Count == 0)
        {
            // Nothing can come: only the time is waited for.
            using var never = new ManualResetEventSlim();
            never.Wait(left);
            return;
        }

        Socket.Select(sockets, null, null, microseconds);
    }
}
