namespace Varlink.Server;

/// <summary>
/// What all who accept connections pass. When it has been closed, nobody is accepting, and whatever had been accepted by then is served: only
/// so can a server tell that it is idle without losing a client that comes in that moment.
/// </summary>
#pragma warning disable CA1001 // The source has no timer and is linked to nothing: there is nothing to free.
internal sealed class AcceptGate
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _closing = new();
    private TaskCompletionSource? _opened;
    private TaskCompletionSource? _left;
    private int _inside;

    /// <summary>Goes in, or waits until the gate is open.</summary>
    public async ValueTask<Passage> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task opened;
            lock (_gate)
            {
                if (_opened is null)
                {
                    _inside++;
                    return new Passage(this, _closing.Token);
                }

                opened = _opened.Task;
            }

            await opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the gate. Completes when nobody is inside.</summary>
    public async Task CloseAsync()
    {
        Task left;
        CancellationTokenSource closing;
        lock (_gate)
        {
            _opened ??= NewSignal();
            closing = _closing;
            _left ??= NewSignal();
            left = _inside == 0 ? Task.CompletedTask : _left.Task;
        }

        await closing.CancelAsync().ConfigureAwait(false);
        await left.ConfigureAwait(false);
    }

    /// <summary>Opens the gate again.</summary>
    public void Open()
    {
        TaskCompletionSource? opened;
        lock (_gate)
        {
            opened = _opened;
            _opened = _left = null;
            _closing = new CancellationTokenSource();
        }

        opened?.SetResult();
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_inside == 0)
            {
                _left?.TrySetResult();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody inside, until it is disposed of.</summary>
    /// <param name="Gate">The gate.</param>
    /// <param name="Closing">Fires when the gate is being closed.</param>
    internal readonly record struct Passage(AcceptGate Gate, CancellationToken Closing) : IDisposable
    {
        public void Dispose() => Gate.Leave();
    }
}
