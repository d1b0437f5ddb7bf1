namespace Podman.Testing.Programs.Shell;

/// <summary>What a shell started with <c>&amp;</c> and has not waited for.</summary>
internal sealed class BackgroundJobs
{
    private readonly Dictionary<int, Task<int>> _jobs = [];

    public void Add(int processId, Task<int> exit) => _jobs[processId] = exit;

    /// <summary>Waits for one job.</summary>
    /// <returns>Its exit code; 127 when it is no job of this shell.</returns>
    public async ValueTask<int> WaitAsync(int processId, CancellationToken cancellationToken)
    {
        if (!_jobs.Remove(processId, out Task<int>? exit))
        {
            return 127;
        }

        return await exit.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for all jobs.</summary>
    public async ValueTask WaitAllAsync(CancellationToken cancellationToken)
    {
        Task<int>[] all = [.. _jobs.Values];
        _jobs.Clear();
        await Task.WhenAll(all).WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
