namespace Varlink.Conformance.Replay.Timeline;

/// <summary>
/// Tells when this process has come to rest: every thread but the one that asks sleeps, and no work is queued. A clock that is moved only
/// then never runs ahead of the engine that it drives, however busy the machine is.
/// </summary>
internal sealed class ProcessRest
{
    // A process that cannot come to rest spins: that is a fault, and better said than waited out.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Tasks = "/proc/self/task";

    private readonly string _self = new FileInfo("/proc/thread-self").LinkTarget is { } target
        ? Path.GetFileName(target)
        : throw new PlatformNotSupportedException("A replay with compressed time needs Linux: the states of threads are read from /proc.");

    /// <summary>Returns when the process rests. To be called on the thread that made this object.</summary>
    public void Await()
    {
        long begun = Environment.TickCount64;
        using var pause = new ManualResetEventSlim();
        while (true)
        {
            // Two looks with nothing done between them: threads that hand work to each other may all seem asleep in one.
            long done = ThreadPool.CompletedWorkItemCount;
            if (IsAtRest() && IsAtRest() && ThreadPool.CompletedWorkItemCount == done)
            {
                return;
            }

            if (Environment.TickCount64 - begun > Patience.TotalMilliseconds)
            {
                throw new TimeoutException($"The engine did not come to rest within {Patience.TotalSeconds} s.");
            }

            // Gives the processor away to the threads that are waited for.
            pause.Wait(1);
        }
    }

    private bool IsAtRest()
    {
        if (ThreadPool.PendingWorkItemCount > 0)
        {
            return false;
        }

        foreach (string folder in Directory.EnumerateDirectories(Tasks))
        {
            if (Path.GetFileName(folder) != _self && !Sleeps(folder))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Sleeps(string folder)
    {
        try
        {
            // "12 (name) S ...": the name may hold anything, a parenthesis too.
            string stat = File.ReadAllText(Path.Combine(folder, "stat"));
            int at = stat.LastIndexOf(')');
            return at > 0 && at + 2 < stat.Length && stat[at + 2] is 'S' or 'I' or 'Z' or 'X';
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return true;
        }
    }
}
