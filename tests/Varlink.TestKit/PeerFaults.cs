namespace Varlink.TestKit;

/// <summary>How a script ends a connection.</summary>
public enum Cut
{
    /// <summary>An orderly close: the other side reads what was sent, and then the end.</summary>
    Close,

    /// <summary>A reset: the other side reads what was sent, and then its reading fails.</summary>
    Abort,
}

/// <summary>
/// What goes wrong on the way, whatever the steps of a script are: offsets count the bytes of a whole direction, not those of a step, so that
/// one script serves for every place at which a conversation can break.
/// </summary>
internal sealed class PeerFaults
{
    private long _sent;

    /// <summary>The most bytes that the other side receives at once; 0 for as many as a step sends.</summary>
    public int PieceSize { get; set; }

    /// <summary>What is sent up to here comes on its own, and then the rest.</summary>
    public long? SplitAt { get; set; }

    /// <summary>How many bytes are sent before the connection is cut.</summary>
    public long? CutAfterSending { get; set; }

    /// <summary>How many bytes are received before the connection is cut.</summary>
    public long? CutAfterReceiving { get; set; }

    /// <summary>How the connection is cut.</summary>
    public Cut Cut { get; set; }

    /// <summary>How many bytes are sent before nothing happens any more until the other side ends the connection.</summary>
    public long? StallAfterSending { get; set; }

    /// <summary>Completes once the script stalls, and all that it has sent is received.</summary>
    public TaskCompletionSource? Stalled { get; set; }

    /// <summary>Sends bytes as the faults have it.</summary>
    /// <exception cref="ScriptCutException">The connection has been cut.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, int pieces, PeerConnection peer, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_sent == StallAfterSending)
            {
                await peer.DrainedAsync(cancellationToken).ConfigureAwait(false);
                Stalled?.TrySetResult();
                await peer.DropUntilEndAsync(cancellationToken).ConfigureAwait(false);
                throw new ScriptCutException();
            }

            if (_sent == CutAfterSending)
            {
                await peer.CutAsync(Cut).ConfigureAwait(false);
            }

            if (bytes.IsEmpty)
            {
                return;
            }

            int size = pieces > 0 ? Math.Min(pieces, bytes.Length) : bytes.Length;
            if (PieceSize > 0)
            {
                size = Math.Min(size, PieceSize);
            }

            foreach (long? stop in (ReadOnlySpan<long?>)[SplitAt, CutAfterSending, StallAfterSending])
            {
                if (stop - _sent is > 0 and long left)
                {
                    size = (int)Math.Min(size, left);
                }
            }

            await peer.WriteAsync(bytes[..size], cancellationToken).ConfigureAwait(false);
            _sent += size;
            bytes = bytes[size..];
            if (pieces > 0 || PieceSize > 0 || _sent == SplitAt)
            {
                await peer.DrainedAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Cuts the connection when as much has been received as it allows.</summary>
    /// <exception cref="ScriptCutException">The connection has been cut.</exception>
    public async ValueTask CheckReceivedAsync(long received, PeerConnection peer)
    {
        if (received >= CutAfterReceiving)
        {
            await peer.CutAsync(Cut).ConfigureAwait(false);
        }
    }
}

/// <summary>The script has cut the connection as it was told to, and is at its end.</summary>
internal sealed class ScriptCutException : Exception;
