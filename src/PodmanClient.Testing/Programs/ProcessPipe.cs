using System.IO.Pipelines;

namespace Podman.Testing.Programs;

/// <summary>A pipe between two processes. Writing fails once the reader is gone, so that <c>yes | head</c> ends.</summary>
internal sealed class ProcessPipe
{
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 65536, resumeWriterThreshold: 32768, useSynchronizationContext: false));

    public ProcessPipe()
    {
        Reader = _pipe.Reader.AsStream();
        Writer = new CallbackStream(WriteAsync);
    }

    public Stream Reader { get; }

    public Stream Writer { get; }

    public void CompleteWriter() => _pipe.Writer.Complete();

    public void CompleteReader() => _pipe.Reader.Complete();

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        FlushResult result = await _pipe.Writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted)
        {
            throw new BrokenPipeException();
        }
    }
}

/// <summary>The reader of a pipe is gone: SIGPIPE.</summary>
internal sealed class BrokenPipeException() : IOException("Broken pipe")
{
    /// <summary>What a process ends with that SIGPIPE killed.</summary>
    public const int ExitCode = 141;
}
