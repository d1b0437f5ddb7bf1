using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace Podman.Testing.Containers;

/// <summary>
/// The input of a container without a terminal. It ends, for good, with the first client that ends what it sends: the monitor of a container
/// closes the pipe then, whoever else is attached.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never asked for: there is nothing to free.")]
internal sealed class PipeInput : IContainerInput
{
    private readonly Pipe _pipe = new(new PipeOptions(useSynchronizationContext: false));

    // Several clients may type at the same time, and a pipe has one writer.
    private readonly SemaphoreSlim _typing = new(1, 1);
    private volatile bool _hasEnded;

    public PipeInput() => Reader = _pipe.Reader.AsStream();

    public Stream Reader { get; }

    public async ValueTask TypeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _typing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_hasEnded)
            {
                await _pipe.Writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (InvalidOperationException) when (_hasEnded)
        {
            // Somebody else has left meanwhile, and the input ended with that: what is typed after is nobody's.
        }
        finally
        {
            _typing.Release();
        }
    }

    public void HangUp()
    {
        _hasEnded = true;
        _pipe.Writer.Complete();
    }

    public void Close()
    {
        _hasEnded = true;
        _pipe.Writer.CancelPendingFlush();
        _pipe.Writer.Complete();
    }
}
