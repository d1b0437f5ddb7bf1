using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Varlink.Transports;

namespace Varlink.TestKit;

/// <summary>One end of a connection, in the hands of a script or a test: sends and expects bytes and messages.</summary>
public sealed class PeerConnection
{
    private readonly VarlinkTransportConnection _transport;
    private readonly ArrayBufferWriter<byte> _received = new();
    private long _receivedTotal;
    private bool _ended;
    private bool _cut;
    private bool _ignoresRest;

    /// <summary>Speaks bytes over a connection. It may be the end of a service, or that of a client.</summary>
    public PeerConnection(VarlinkTransportConnection transport, int number = 1)
    {
        _transport = transport;
        Number = number;
    }

    /// <summary>The first connection that was made has the number 1.</summary>
    public int Number { get; }

    /// <summary>What goes wrong on this connection, beside its steps.</summary>
    internal PeerFaults Faults { get; init; } = new();

    /// <summary>Waits for the next message, and gives it without its NUL.</summary>
    public async Task<string> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int end = _received.WrittenSpan.IndexOf((byte)0);
            if (end >= 0)
            {
                return Encoding.UTF8.GetString(TakeReceived(end + 1), 0, end);
            }

            if (!await ReadMoreAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new ScriptException($"the other side ended the connection. {DescribeRest()}");
            }
        }
    }

    /// <summary>Waits for a message that is exactly this text.</summary>
    public async Task ExpectAsync(string message, CancellationToken cancellationToken)
    {
        string received = await ReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (received != message)
        {
            throw new ScriptException(Difference(message, received));
        }
    }

    /// <summary>Waits for a message that is the same JSON value.</summary>
    public async Task ExpectJsonAsync(string message, CancellationToken cancellationToken)
    {
        string received = await ReceiveAsync(cancellationToken).ConfigureAwait(false);
        using var expected = JsonDocument.Parse(message);
        using var actual = JsonDocument.Parse(received);
        if (!JsonElement.DeepEquals(expected.RootElement, actual.RootElement))
        {
            throw new ScriptException(Difference(message, received));
        }
    }

    /// <summary>Waits for exactly these bytes.</summary>
    public async Task ExpectBytesAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        while (_received.WrittenCount < bytes.Length)
        {
            if (!await ReadMoreAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new ScriptException($"the other side ended the connection. {DescribeRest()}");
            }
        }

        byte[] received = TakeReceived(bytes.Length);
        if (!received.AsSpan().SequenceEqual(bytes))
        {
            throw new ScriptException(Difference(Printable(bytes), Printable(received)));
        }
    }

    /// <summary>Waits until the other side has ended or closed the connection, having sent nothing more.</summary>
    public async Task ExpectEndAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReadMoreAsync(cancellationToken).ConfigureAwait(false))
            {
            }
        }
        catch (IOException)
        {
            // A reset is an end too.
            _ended = true;
        }

        if (_received.WrittenCount > 0)
        {
            throw new ScriptException($"expected the end. {DescribeRest()}");
        }
    }

    /// <summary>Sends messages with one write; each is given without its NUL.</summary>
    public Task SendAsync(CancellationToken cancellationToken, params string[] messages) => SendAsync(
        Encoding.UTF8.GetBytes(string.Concat(messages.Select(static message => message + '\0'))), pieces: 0, cancellationToken);

    /// <summary>Sends bytes, in pieces that the other side receives one by one; 0 for all at once.</summary>
    public Task SendAsync(byte[] bytes, int pieces, CancellationToken cancellationToken) =>
        Faults.SendAsync(bytes, pieces, this, cancellationToken);

    /// <summary>Ends the script's own direction.</summary>
    public ValueTask EndSendingAsync() => _transport.Output.CompleteAsync();

    /// <summary>Closes the connection.</summary>
    public ValueTask CloseAsync() => _transport.DisposeAsync();

    /// <summary>Resets the connection.</summary>
    public void Abort() => _transport.Abort();

    internal async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await _transport.Output.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);

    internal Task DrainedAsync(CancellationToken cancellationToken) => MemoryTransport.DrainedAsync(_transport, cancellationToken);

    /// <summary>Ends the connection in the middle of whatever the script is doing.</summary>
    internal async Task CutAsync(Cut cut)
    {
        _cut = true;
        if (cut == Cut.Abort)
        {
            _transport.Abort();
        }
        else
        {
            await _transport.DisposeAsync().ConfigureAwait(false);
        }

        throw new ScriptCutException();
    }

    /// <summary>Reads, and drops, what comes until the other side has ended or closed the connection.</summary>
    internal async Task DropUntilEndAsync(CancellationToken cancellationToken)
    {
        _cut = true;
        try
        {
            while (await ReadMoreAsync(cancellationToken).ConfigureAwait(false))
            {
            }
        }
        catch (IOException)
        {
            // A reset is an end too.
        }
    }

    /// <summary>What the script has received and not asked for.</summary>
    internal string DescribeRest()
    {
        TakeWhatIsThere();
        return _received.WrittenCount == 0
            ? "Nothing is left unread."
            : $"Received and unread: {Printable(_received.WrittenSpan.ToArray())}";
    }

    /// <summary>What else comes in is nobody's business: a peer that stops in the middle of a message.</summary>
    internal void IgnoreRest() => _ignoresRest = true;

    internal bool HasRest()
    {
        if (_cut)
        {
            return false;
        }

        TakeWhatIsThere();
        return !_ignoresRest && _received.WrittenCount > 0;
    }

    private void TakeWhatIsThere()
    {
        try
        {
            if (!_ended && _transport.Input.TryRead(out ReadResult result))
            {
                Take(result);
            }
        }
        catch (InvalidOperationException)
        {
            // A step that reads was cut off; what it had received is gone with it.
            _ended = true;
        }
    }

    private async Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (!_ended)
        {
            Take(await _transport.Input.ReadAsync(cancellationToken).ConfigureAwait(false));
            if (!_cut)
            {
                await Faults.CheckReceivedAsync(_receivedTotal, this).ConfigureAwait(false);
            }
        }

        return !_ended;
    }

    private void Take(ReadResult result)
    {
        foreach (ReadOnlyMemory<byte> segment in result.Buffer)
        {
            _received.Write(segment.Span);
        }

        _receivedTotal += result.Buffer.Length;
        _ended = result.IsCompleted;
        _transport.Input.AdvanceTo(result.Buffer.End);
    }

    private byte[] TakeReceived(int count)
    {
        byte[] all = _received.WrittenSpan.ToArray();
        _received.Clear();
        _received.Write(all.AsSpan(count));
        return all[..count];
    }

    private static string Difference(string expected, string received) =>
        $"{Environment.NewLine}  expected: {expected}{Environment.NewLine}  received: {received}";

    private static string Printable(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (char c in Encoding.UTF8.GetString(bytes))
        {
            text.Append(c < ' ' ? $"\\u{(int)c:x4}" : c);
        }

        return text.ToString();
    }
}
