using System.Diagnostics.CodeAnalysis;
using Varlink;

namespace Podman.Discovery;

/// <summary>One search for Podman, which several callers may wait for.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token source has no timer and no handle: there is nothing to free.")]
internal sealed class DiscoverySearch
{
    private readonly TaskCompletionSource<IVarlinkCaller> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>How many wait for it. Read and written under the lock of whoever began it.</summary>
    public int Waiting { get; set; }

    /// <summary>Fires when nobody wants it any more.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>What it has found.</summary>
    public Task<IVarlinkCaller> Result => _result.Task;

    public void Found(IVarlinkCaller caller) => _result.SetResult(caller);

    public void Failed(Exception exception)
    {
        _result.SetException(exception);

        // Everybody may have left: then this is nobody's failure, and no unobserved one.
        _ = _result.Task.Exception;
    }

    /// <summary>Gives it up.</summary>
    /// <returns>Completes when it has ended, however.</returns>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)_result.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
