using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Podman.Testing.Programs;

namespace Podman.Testing.Containers;

/// <summary>
/// The input of a container with a terminal. It is open whether the container is interactive or not, and nobody who leaves ends it: Ctrl-D does,
/// and only for whoever reads at the time.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never asked for: there is nothing to free.")]
internal sealed class TerminalInput : IContainerInput
{
    private const int MaxUnread = 64;

    // A read gives one of these at the most; an empty one is an end.
    private readonly Channel<ReadOnlyMemory<byte>> _unread = Channel.CreateBounded<ReadOnlyMemory<byte>>(MaxUnread);
    private readonly SemaphoreSlim _typing = new(1, 1);
    private readonly LineDiscipline _discipline;
    private readonly Stream _output;
    private readonly Action<int> _signal;

    /// <param name="terminal">The terminal.</param>
    /// <param name="output">What the terminal shows: where the echo goes, as it is.</param>
    /// <param name="signal">Sends a signal to the container's programs.</param>
    public TerminalInput(Terminal terminal, Stream output, Action<int> signal)
    {
        _discipline = new LineDiscipline(terminal);
        _output = output;
        _signal = signal;
        Reader = new TerminalReader(_unread.Reader);
    }

    public Stream Reader { get; }

    public async ValueTask TypeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _typing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            TypedKeys keys = _discipline.Take(bytes.Span);

            // First the echo: what the program answers comes after it.
            await _output.WriteAsync(keys.Echo, cancellationToken).ConfigureAwait(false);
            if (keys.Signals.Count > 0)
            {
                while (_unread.Reader.TryRead(out _))
                {
                    // What was typed ahead of Ctrl-C is not what is wanted any more.
                }
            }

            foreach (int signal in keys.Signals)
            {
                _signal(signal);
            }

            foreach (byte[] read in keys.Reads)
            {
                await _unread.Writer.WriteAsync(read, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ChannelClosedException)
        {
            // The program has ended: nobody reads it.
        }
        finally
        {
            _typing.Release();
        }
    }

    public void HangUp()
    {
    }

    public void Close() => _unread.Writer.TryComplete();
}
