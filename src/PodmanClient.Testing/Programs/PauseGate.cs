namespace Podman.Testing.Programs;

/// <summary>Where the processes of a paused container stop: at their next system call.</summary>
internal sealed class PauseGate
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _closed;

    public void Close()
    {
        lock (_gate)
        {
            _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Open()
    {
        TaskCompletionSource? closed;
        lock (_gate)
        {
            closed = _closed;
            _closed = null;
        }

        closed?.SetResult();
    }

    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (Current() is { } closed)
        {
            await closed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task? Current()
    {
        lock (_gate)
        {
            return _closed?.Task;
        }
    }
}
