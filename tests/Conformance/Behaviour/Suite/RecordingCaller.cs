using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Varlink.Conformance.Behaviour.Suite;

/// <summary>Carries calls, and remembers which methods were answered, and with which errors.</summary>
internal sealed class RecordingCaller(VarlinkClient client) : IVarlinkCaller
{
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>The names of methods and errors, without their interface.</summary>
    public IEnumerable<string> Seen => _seen.Keys;

    public async Task<TReply> CallAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default)
    {
        try
        {
            TReply reply = await client.CallAsync(method, parameters, cancellationToken);
            _seen[method.Name] = true;
            return reply;
        }
        catch (VarlinkErrorException e)
        {
            Add(method, e);
            throw;
        }
    }

    public async IAsyncEnumerable<TReply> StreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using IAsyncEnumerator<TReply> replies = client.StreamAsync(method, parameters, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(method, replies))
        {
            _seen[method.Name] = true;
            yield return replies.Current;
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task<bool> NextAsync<TReply>(VarlinkMethod method, IAsyncEnumerator<TReply> replies)
    {
        try
        {
            return await replies.MoveNextAsync();
        }
        catch (VarlinkErrorException e)
        {
            Add(method, e);
            throw;
        }
    }

    private void Add(VarlinkMethod method, VarlinkErrorException error)
    {
        _seen[method.Name] = true;
        _seen[error.ErrorName[(error.ErrorName.LastIndexOf('.') + 1)..]] = true;
    }
}
