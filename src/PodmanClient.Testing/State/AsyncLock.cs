namespace Podman.Testing.State;

/// <summary>A lock that is awaited. First come, first served, as far as <see cref="SemaphoreSlim"/> promises it.</summary>
internal sealed class AsyncLock : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(1, 1);

    public async ValueTask<Holder> EnterAsync(CancellationToken cancellationToken)
    {
        await _semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Holder(_semaphore);
    }

    public void Dispose() => _semaphore.Dispose();

    /// <summary>Leaves the lock when disposed.</summary>
    public readonly struct Holder(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
