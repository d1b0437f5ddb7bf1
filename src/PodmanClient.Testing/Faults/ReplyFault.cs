namespace Podman.Testing.Faults;

/// <summary>What befalls the replies to one call: the connection is cut somewhere in them, or the first one is repeated.</summary>
internal sealed class ReplyFault
{
    private const byte EndOfMessage = 0;

    private readonly Action _begun;
    private readonly Action _done;
    private int? _bytesLeft;
    private int? _repliesLeft;

    private ReplyFault(Action begun, Action done)
    {
        _begun = begun;
        _done = done;
    }

    /// <summary>How many times the first reply is to be sent; 0 for a cut.</summary>
    public int Copies { get; private init; }

    /// <summary>Whether the place of the cut has come.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Cuts after a number of bytes, and in any case before the first reply is whole.</summary>
    public static ReplyFault CutAfterBytes(int bytes, Action begun, Action done) => new(begun, done) { _bytesLeft = bytes };

    public static ReplyFault CutAfterReplies(int replies, Action begun, Action done) => new(begun, done) { _repliesLeft = replies };

    public static ReplyFault Repeat(int copies, Action begun, Action done) => new(begun, done) { Copies = copies };

    /// <summary>It happens now.</summary>
    public void Begin() => _begun();

    /// <summary>It has happened.</summary>
    public void End() => _done();

    /// <summary>How many of the bytes may pass.</summary>
    public int Allowance(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (_repliesLeft == 0 || _bytesLeft == 0 || (_bytesLeft is not null && bytes[i] == EndOfMessage))
            {
                IsOver = true;
                return i;
            }

            _bytesLeft--;
            _repliesLeft -= bytes[i] == EndOfMessage ? 1 : 0;
        }

        IsOver = _repliesLeft == 0;
        return bytes.Length;
    }
}
