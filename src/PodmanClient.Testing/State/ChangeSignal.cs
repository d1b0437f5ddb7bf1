namespace Podman.Testing.State;

/// <summary>
/// Tells waiters that something changed. Take <see cref="Next"/> first, look at the state second, await third: then no change between
/// looking and waiting is missed.
/// </summary>
internal sealed class ChangeSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _next;

    /// <summary>Completes at the next change.</summary>
    public Task Next
    {
        get
        {
            lock (_gate)
            {
                // Continuations run elsewhere: whoever changes the state holds locks.
                return (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>Whether somebody has asked for the next change.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (_gate)
            {
                return _next is not null;
            }
        }
    }

    /// <summary>Wakes all who wait. Costs nothing when nobody does.</summary>
    public void Pulse()
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            waiting = _next;
            _next = null;
        }

        waiting?.SetResult();
    }
}
