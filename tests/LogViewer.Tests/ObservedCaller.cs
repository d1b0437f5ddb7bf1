using System.Runtime.CompilerServices;
using Podman;
using Varlink;

namespace LogViewer.Tests;

/// <summary>Passes calls on to an engine's client, and tells when a stream has ended.</summary>
internal sealed class ObservedCaller(PodmanClient client) : IVarlinkCaller
{
    private readonly TaskCompletionSource _streamEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IVarlinkCaller _inner = CallerOf(client);

    /// <summary>Completes when the first stream has ended or has been left: its connection is closed then.</summary>
    public Task StreamEnded => _streamEnded.Task;

    public Task<TReply> CallAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default) =>
        _inner.CallAsync(method, parameters, cancellationToken);

    public async IAsyncEnumerable<TReply> StreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (TReply reply in _inner.StreamAsync(method, parameters, cancellationToken))
            {
                yield return reply;
            }
        }
        finally
        {
            _streamEnded.TrySetResult();
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Caller")]
    private static extern IVarlinkCaller CallerOf(PodmanClient client);
}
