using System.Runtime.CompilerServices;
using Varlink;

namespace Podman.Discovery;

/// <summary>
/// Looks for Podman when the first call comes, and carries this call and all others to the one that it has found. A search that found none is
/// forgotten: the next call looks again.
/// </summary>
/// <param name="connect">Looks for Podman, and connects.</param>
internal sealed class DiscoveringCaller(Func<CancellationToken, Task<PodmanClient>> connect) : IVarlinkCaller
{
    private readonly Lock _gate = new();
    private volatile IVarlinkCaller? _found;
    private DiscoverySearch? _search;
    private bool _isDisposed;

    public Task<TReply> CallAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default) =>
        _found is { } found
            ? found.CallAsync(method, parameters, cancellationToken)
            : FindAndCallAsync(method, parameters, cancellationToken);

    public IAsyncEnumerable<TReply> StreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default) =>
        _found is { } found
            ? found.StreamAsync(method, parameters, cancellationToken)
            : FindAndStreamAsync(method, parameters, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        DiscoverySearch? search;
        lock (_gate)
        {
            _isDisposed = true;
            search = _search;
        }

        if (search is not null)
        {
            await search.StopAsync().ConfigureAwait(false);
        }

        if (_found is { } found)
        {
            await found.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<TReply> FindAndCallAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        IVarlinkCaller found = await FindAsync(method, cancellationToken).ConfigureAwait(false);
        return await found.CallAsync(method, parameters, cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<TReply> FindAndStreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IVarlinkCaller found = await FindAsync(method, cancellationToken).ConfigureAwait(false);
        await foreach (TReply reply in found.StreamAsync(method, parameters, cancellationToken).ConfigureAwait(false))
        {
            yield return reply;
        }
    }

    private async Task<IVarlinkCaller> FindAsync(VarlinkMethod method, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DiscoverySearch search;
        bool isNew;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(PodmanClient));
            if (_found is { } found)
            {
                return found;
            }

            isNew = _search is null;
            search = _search ??= new DiscoverySearch();
            search.Waiting++;
        }

        try
        {
            if (isNew)
            {
                _ = RunAsync(search);
            }

            return await search.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (VarlinkConnectionException e)
        {
            // The search failed for all who waited for it; each is told so by an exception of its own, with its method.
            throw new VarlinkConnectionException(
                e.Message, e.Reason, e.MayHaveExecuted, method.FullName, e.Endpoint, e.Attempts, e.InnerException);
        }
        finally
        {
            if (LeaveAsLast(search))
            {
                // Not waited for: who has given up is not to wait for anything.
                _ = search.StopAsync();
            }
        }
    }

    /// <summary>Whether nobody waits for a search any more that goes on; then it is given up, and the next call begins another.</summary>
    private bool LeaveAsLast(DiscoverySearch search)
    {
        lock (_gate)
        {
            search.Waiting--;
            if (search.Waiting > 0 || _search != search)
            {
                return false;
            }

            _search = null;
            return true;
        }
    }

    private async Task RunAsync(DiscoverySearch search)
    {
        try
        {
            PodmanClient client = await connect(search.Token).ConfigureAwait(false);
            if (TryKeep(search, client.Caller))
            {
                search.Found(client.Caller);
            }
            else
            {
                await client.DisposeAsync().ConfigureAwait(false);
                search.Failed(new ObjectDisposedException(typeof(PodmanClient).FullName));
            }
        }
        catch (Exception e)
        {
            search.Failed(Forget(search) ? e : new ObjectDisposedException(typeof(PodmanClient).FullName));
        }
    }

    /// <summary>Whether somebody still wants what a search has found.</summary>
    private bool TryKeep(DiscoverySearch search, IVarlinkCaller found)
    {
        lock (_gate)
        {
            if (_isDisposed || _search != search)
            {
                return false;
            }

            _search = null;
            _found = found;
            return true;
        }
    }

    /// <summary>Lets the next call begin another search. Returns false where no call is taken any more.</summary>
    private bool Forget(DiscoverySearch search)
    {
        lock (_gate)
        {
            if (_search == search)
            {
                _search = null;
            }

            return !_isDisposed;
        }
    }
}
