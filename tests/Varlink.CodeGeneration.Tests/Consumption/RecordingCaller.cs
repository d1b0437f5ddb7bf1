namespace Varlink.CodeGeneration.Tests.Consumption;

/// <summary>Takes calls, and answers with what it was given.</summary>
internal sealed class RecordingCaller(object? reply = null) : IVarlinkCaller
{
    public List<(VarlinkMethod Method, object? Parameters, bool Streams, CancellationToken Token)> Calls { get; } = [];

    public bool IsDisposed { get; private set; }

    public Task<TReply> CallAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default)
    {
        Calls.Add((method, parameters, false, cancellationToken));
        return Task.FromResult((TReply)reply!);
    }

    public async IAsyncEnumerable<TReply> StreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method,
        TParameters parameters,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Calls.Add((method, parameters, true, cancellationToken));
        await Task.CompletedTask;
        yield return (TReply)reply!;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }
}
