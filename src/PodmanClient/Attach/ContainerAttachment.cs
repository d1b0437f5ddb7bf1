using System.Runtime.CompilerServices;
using System.Text;
using Varlink;

namespace Podman;

/// <summary>
/// A connection to the streams of a container, made by <see cref="PodmanAttachExtensions.AttachAsync"/>. Writing, resizing and reading may go on at
/// the same time; each but resizing only once at a time. Whoever does not read slows the container's program down: it waits once what it wrote
/// fills the socket.
/// </summary>
public sealed class ContainerAttachment : IAsyncDisposable, IDisposable
{
    private readonly AttachSocket _socket;
    private readonly ControlPipe _control;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _isReading;
    private volatile bool _isInputComplete;
    private volatile bool _isDisposed;

    internal ContainerAttachment(string containerId, AttachSocket socket, ControlPipe control)
    {
        ContainerId = containerId;
        _socket = socket;
        _control = control;
        StandardInput = new AttachedInput(this);
    }

    /// <summary>The full id of the container.</summary>
    public string ContainerId { get; }

    /// <summary>
    /// The container's standard input as a stream; only its asynchronous members work.
    /// Disposing of it is <see cref="CompleteInput"/>.
    /// </summary>
    public Stream StandardInput { get; }

    /// <summary>
    /// Gives what the program writes, both streams in the order in which it came, until the container ends. The end comes after the last byte.
    /// Leaving the loop early does not detach: another loop goes on where this one was.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting. Nothing is lost: a later loop gives what came meanwhile.</param>
    /// <returns>The pieces.</returns>
    /// <exception cref="VarlinkConnectionException">The connection broke.</exception>
    /// <exception cref="InvalidOperationException">Somebody reads already.</exception>
    /// <exception cref="ObjectDisposedException">The attachment was disposed of.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public async IAsyncEnumerable<ContainerOutput> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isReading, 1) != 0)
        {
            throw new InvalidOperationException("The output of an attachment is read by one reader at a time: another one is at it.");
        }

        try
        {
            while (true)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                if (await _socket.ReceiveAsync(cancellationToken).ConfigureAwait(false) is not { } output)
                {
                    yield break;
                }

                if (!output.Data.IsEmpty)
                {
                    yield return output;
                }
            }
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }

    /// <summary>Copies what the program writes until the container ends.</summary>
    /// <param name="standardOutput">Where its standard output goes; with a terminal, everything. <see cref="Stream.Null"/> drops it.</param>
    /// <param name="standardError">Where its standard error goes. <see cref="Stream.Null"/> drops it.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <returns>Completes when the container has ended and all is written.</returns>
    /// <exception cref="VarlinkConnectionException">The connection broke.</exception>
    /// <exception cref="InvalidOperationException">Somebody reads already.</exception>
    /// <exception cref="ObjectDisposedException">The attachment was disposed of.</exception>
    /// <exception cref="OperationCanceledException">The copying was cancelled.</exception>
    public async Task CopyOutputToAsync(Stream standardOutput, Stream standardError, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(standardOutput);
        ArgumentNullException.ThrowIfNull(standardError);
        await foreach (ContainerOutput output in ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            Stream target = output.Stream == ContainerLogSource.StandardError ? standardError : standardOutput;
            await target.WriteAsync(output.Data, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what the program writes, as UTF-8, until the container ends.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The text of each stream.</returns>
    /// <inheritdoc cref="CopyOutputToAsync" path="/exception"/>
    public async Task<(string StandardOutput, string StandardError)> ReadOutputToEndAsync(CancellationToken cancellationToken = default)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        await CopyOutputToAsync(output, error, cancellationToken).ConfigureAwait(false);
        return (Text(output), Text(error));
    }

    /// <summary>Writes to the container's standard input.</summary>
    /// <param name="data">The bytes; any number. They go out in packets of up to 8 KiB.</param>
    /// <param name="cancellationToken">Stops the waiting for a container that does not read; some of the packets may have been sent.</param>
    /// <returns>Completes when the system has taken them.</returns>
    /// <exception cref="IOException">The container has ended.</exception>
    /// <exception cref="InvalidOperationException">The input was completed.</exception>
    /// <exception cref="ObjectDisposedException">The attachment was disposed of.</exception>
    /// <exception cref="OperationCanceledException">The writing was cancelled.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        ThrowIfUnwritable();

        // Writers take turns, so that what one of them wrote stays together.
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ThrowIfUnwritable();
            await _socket.SendAsync(data, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Writes text to the container's standard input, as UTF-8. No newline is added.</summary>
    /// <inheritdoc cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops the waiting for a container that does not read.</param>
    public ValueTask WriteAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>
    /// Ends the container's standard input, for everybody who is attached: its program reads what was written, then the end. Its output goes on. The
    /// input of a container with a terminal goes on too: write Ctrl-D (0x04) to it instead. Twice is harmless.
    /// </summary>
    public void CompleteInput()
    {
        if (!_isInputComplete)
        {
            _isInputComplete = true;
            _socket.EndSending();
        }
    }

    /// <summary>
    /// Tells the container's terminal its size: its program gets SIGWINCH. Without effect on a container that was created without
    /// <see cref="CreateContainerOptions.Tty"/>, and on one that has ended.
    /// </summary>
    /// <param name="size">The size; 1 to 65,535 each way.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Completes when the size is sent, which may be a moment before the program sees it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of range.</exception>
    /// <exception cref="IOException">The container's control pipe is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write to the container's control pipe.</exception>
    /// <exception cref="ObjectDisposedException">The attachment was disposed of.</exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled.</exception>
    public Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken = default)
    {
        ControlPipe.Validate(size);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _control.ResizeAsync(size, cancellationToken);
    }

    /// <summary>
    /// Detaches. The container goes on; its input ends, for everybody who is attached, unless it has a terminal: one can attach to that again.
    /// </summary>
    public void Dispose()
    {
        _isDisposed = true;
        _socket.Dispose();
    }

    /// <summary>Does what <see cref="Dispose"/> does.</summary>
    /// <returns>Completes at once.</returns>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);

    private void ThrowIfUnwritable()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isInputComplete)
        {
            throw new InvalidOperationException("The container's input was completed: nothing more can be written to it.");
        }
    }
}
