using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Varlink.Framing;
using Varlink.Transports;

namespace Fuzz.Targets;

/// <summary>
/// The frame reader: whatever the pieces are in which bytes come, its messages are those between the NULs, up to the first that is too large.
/// The first two bytes of an input say how large the pieces are.
/// </summary>
internal sealed class FrameTarget : FuzzTarget
{
    private const int MaxFrameSize = 2000;

    public override string Name => "frame";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Corpus.Recordings.Take(300).Index().Select(item => (byte[])[(byte)item.Index, (byte)(item.Index * 7), .. Encoding.UTF8.GetBytes(string.Join('\0', item.Item.Replies) + "\0")]),
        [1, 1, .. new byte[5000]],
        [9, 200, .. Enumerable.Repeat((byte)'x', 5000)],
    ];

    public override async ValueTask RunAsync(byte[] input)
    {
        byte[] bytes = input.Length < 2 ? [] : input[2..];
        int first = input.Length < 2 ? 1 : 1 + input[0];
        int second = input.Length < 2 ? 1 : 1 + (input[1] * 8);
        (List<byte[]> expected, bool tooLarge, bool partial) = Cut(bytes);
        await CheckAsync(PipeReader.Create(Pieces.Of(bytes, first)), expected, tooLarge, partial).ConfigureAwait(false);

        (VarlinkTransportConnection writing, VarlinkTransportConnection reading) = MemoryTransport.CreatePair(capacity: second);
        Task sending = SendAsync(writing, bytes, first, second);
        await CheckAsync(reading.Input, expected, tooLarge, partial).ConfigureAwait(false);
        reading.Abort();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task SendAsync(VarlinkTransportConnection connection, byte[] bytes, int first, int second)
    {
        int size = first;
        for (int start = 0; start < bytes.Length; start += size)
        {
            size = Math.Min(size == first ? second : first, bytes.Length - start);
            await connection.Output.WriteAsync(bytes.AsMemory(start, size)).ConfigureAwait(false);
        }

        await connection.Output.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>The same, as simple as can be.</summary>
    private static (List<byte[]> Frames, bool TooLarge, bool Partial) Cut(byte[] bytes)
    {
        var frames = new List<byte[]>();
        int start = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
            {
                if (i - start > MaxFrameSize)
                {
                    return (frames, true, true);
                }

                frames.Add(bytes[start..i]);
                start = i + 1;
            }
        }

        return (frames, bytes.Length - start > MaxFrameSize, start < bytes.Length);
    }

    private static async Task CheckAsync(PipeReader pipe, List<byte[]> expected, bool tooLarge, bool partial)
    {
        var reader = new FrameReader(pipe, MaxFrameSize);
        int count = 0;
        try
        {
            do
            {
                while (reader.TryRead(out ReadOnlySequence<byte> frame))
                {
                    BrokenInvariantException.ThrowUnless(
                        count < expected.Count && frame.ToArray().AsSpan().SequenceEqual(expected[count]), $"message {count} is another one");
                    count++;
                }
            }
            while (await reader.WaitAsync(CancellationToken.None).ConfigureAwait(false));

            BrokenInvariantException.ThrowUnless(!tooLarge, "a message that is too large was let through");
            BrokenInvariantException.ThrowUnless(reader.HasPartialFrame == partial, "the rest is told wrongly");
        }
        catch (FrameTooLargeException)
        {
            BrokenInvariantException.ThrowUnless(tooLarge, "a message was too large that is not");
        }

        BrokenInvariantException.ThrowUnless(count == expected.Count, $"{count} messages instead of {expected.Count}");
    }
}
