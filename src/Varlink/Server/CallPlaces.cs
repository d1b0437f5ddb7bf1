using Microsoft.Extensions.Logging;
using Varlink.Diagnostics;

namespace Varlink.Server;

/// <summary>
/// As many calls as may be under way at once. Who finds no place waits for one, first come first served, and its connection reads nothing
/// meanwhile: what its client sends stays with the client.
/// </summary>
#pragma warning disable CA1001 // Nobody asks the semaphore for its handle: there is nothing to free.
internal sealed class CallPlaces(int count, ILogger logger)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _free = new(count);
    private int _waiting;

    /// <summary>A place that is free; null when none is.</summary>
    public CallPlace? TryTake() => _free.Wait(0, CancellationToken.None) ? new CallPlace(_free) : null;

    /// <summary>Waits for a place.</summary>
    public async ValueTask<CallPlace> TakeAsync(string method, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) == 1)
        {
            ServerLog.TooManyCalls(
                logger, count, $"{nameof(VarlinkServerOptions)}.{nameof(VarlinkServerOptions.MaxConcurrentCalls)}", method);
        }

        try
        {
            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new CallPlace(_free);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}

/// <summary>The place of one call, which is given back once, however often that is asked for.</summary>
internal sealed class CallPlace(SemaphoreSlim free)
{
    private int _given;

    public void GiveBack()
    {
        if (Interlocked.Exchange(ref _given, 1) == 0)
        {
            free.Release();
        }
    }
}
