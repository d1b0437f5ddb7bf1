namespace Varlink.Client;

/// <summary>
/// How long a service takes for a reply to a method that only reads: smoothed, so that one slow answer is soon forgotten. Replies that come
/// together count as taking no time but for the first, so a service that answers many at once is known as a fast one.
/// </summary>
internal sealed class ServicePace(TimeProvider clock)
{
    // The last eight or so replies decide.
    private const int Smoothing = 8;

    private long _ticks = -1;

    /// <summary>How long this many replies take, as far as one knows: no time at all before the first one.</summary>
    public TimeSpan Expect(int replies)
    {
        long ticks = Volatile.Read(ref _ticks);
        return ticks <= 0 ? TimeSpan.Zero : clock.GetElapsedTime(0, ticks) * replies;
    }

    /// <summary>Notes how long one took, in ticks of the clock. Of two that come at the same moment one may be lost, which does no harm.</summary>
    public void Note(long ticks)
    {
        long before = Volatile.Read(ref _ticks);
        Volatile.Write(ref _ticks, before < 0 ? ticks : before + ((ticks - before) / Smoothing));
    }
}
