using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Varlink.Framing;

namespace Varlink.Tests.Framing;

public class FrameReaderTests
{
    private const int Limit = 64;

    [Test]
    public async Task Messages_come_out_whole_however_the_bytes_are_split([Range(1, 12)] int pieceSize)
    {
        string[] messages = ["{}", "", "{\"a\":1}", "{\"method\":\"org.example.Call\"}", "x"];
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(messages.Select(message => message + "\0")));
        var pipe = new Pipe();
        var frames = new FrameReader(pipe.Reader, Limit);

        Task writing = WriteInPiecesAsync(pipe.Writer, bytes, pieceSize);
        List<string> received = await ReadAllAsync(frames);
        await writing;

        Assert.That(received, Is.EqualTo(messages));
        Assert.That(frames.HasPartialFrame, Is.False);
    }

    [Test]
    public async Task What_is_left_without_its_end_is_a_partial_frame()
    {
        var pipe = new Pipe();
        var frames = new FrameReader(pipe.Reader, Limit);
        await pipe.Writer.WriteAsync("{}\0{\"a"u8.ToArray());
        await pipe.Writer.CompleteAsync();

        List<string> received = await ReadAllAsync(frames);

        Assert.That(received, Is.EqualTo(["{}"]));
        Assert.That(frames.HasPartialFrame, Is.True);

        frames.Release();
        Assert.That(frames.HasPartialFrame, Is.False);
        Assert.That(Encoding.UTF8.GetString((await pipe.Reader.ReadAsync()).Buffer), Is.EqualTo("{\"a"), "the next reader begins with it");
    }

    [Test]
    public async Task A_read_that_is_broken_off_is_a_cancellation_and_the_bytes_are_still_there()
    {
        var pipe = new Pipe();
        var frames = new FrameReader(pipe.Reader, Limit);
        Task<bool> waiting = frames.WaitAsync(CancellationToken.None).AsTask();
        pipe.Reader.CancelPendingRead();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());

        await pipe.Writer.WriteAsync("{}\0"u8.ToArray());
        Assert.That(await frames.WaitAsync(CancellationToken.None), Is.True);
        Assert.That(frames.TryRead(out ReadOnlySequence<byte> frame), Is.True);
        Assert.That(Encoding.UTF8.GetString(frame), Is.EqualTo("{}"));
    }

    [Test]
    public async Task Bytes_are_given_back_once()
    {
        var pipe = new Pipe();
        var frames = new FrameReader(pipe.Reader, Limit);
        await pipe.Writer.WriteAsync("rest"u8.ToArray());
        await frames.WaitAsync(CancellationToken.None);

        frames.Release();
        Assert.That(frames.Release, Throws.Nothing);
        Assert.That(Encoding.UTF8.GetString((await pipe.Reader.ReadAsync()).Buffer), Is.EqualTo("rest"));
    }

    [TestCase(Limit, true)]
    [TestCase(Limit + 1, false)]
    public async Task A_message_may_be_as_large_as_the_limit_and_no_larger(int size, bool accepted)
    {
        var pipe = new Pipe();
        var frames = new FrameReader(pipe.Reader, Limit);
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(new string('x', size) + "\0"));
        await pipe.Writer.CompleteAsync();

        if (accepted)
        {
            Assert.That(await ReadAllAsync(frames), Has.Count.EqualTo(1));
        }
        else
        {
            await Assert.ThrowsAsync<FrameTooLargeException>(() => ReadAllAsync(frames));
        }
    }

    [Test]
    public async Task A_message_without_end_is_refused_as_soon_as_it_is_too_large()
    {
        var pipe = new Pipe();
        var frames = new FrameReader(pipe.Reader, Limit);
        await pipe.Writer.WriteAsync(new byte[Limit + 1].Select(_ => (byte)'x').ToArray());

        await Assert.ThrowsAsync<FrameTooLargeException>(() => ReadAllAsync(frames));
    }

    [Test]
    public async Task No_byte_is_searched_twice()
    {
        // A message that comes byte by byte: searching from its start each time would take the square of its length.
        const int size = 200_000;
        var source = new CountingReader(size);
        var frames = new FrameReader(source, size);

        List<string> received = await ReadAllAsync(frames);

        Assert.That(received.Single(), Has.Length.EqualTo(size));
        Assert.That(source.Examined, Is.EqualTo(size - (size % 1000)), "bytes left unexamined would be delivered, and searched, again");
    }

    private static async Task WriteInPiecesAsync(PipeWriter writer, byte[] bytes, int pieceSize)
    {
        foreach (byte[] piece in bytes.Chunk(pieceSize))
        {
            await writer.WriteAsync(piece);
        }

        await writer.CompleteAsync();
    }

    private static async Task<List<string>> ReadAllAsync(FrameReader frames)
    {
        var received = new List<string>();
        do
        {
            while (frames.TryRead(out ReadOnlySequence<byte> frame))
            {
                received.Add(Encoding.UTF8.GetString(frame));
            }
        }
        while (await frames.WaitAsync(CancellationToken.None));
        return received;
    }

    /// <summary>Delivers a message in pieces of a thousand bytes, and notes how far each of them was examined.</summary>
    private sealed class CountingReader(int size) : PipeReader
    {
        private readonly byte[] _bytes = [.. Enumerable.Repeat((byte)'x', size), 0];
        private int _consumed;

        public long Delivered { get; private set; }

        public long Examined { get; private set; }

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            Delivered = Math.Min(Delivered + 1000, _bytes.Length);
            var buffer = new ReadOnlySequence<byte>(_bytes, _consumed, (int)Delivered - _consumed);
            return new(new ReadResult(buffer, isCanceled: false, isCompleted: Delivered == _bytes.Length));
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            _consumed = consumed.GetInteger();
            Examined = examined.GetInteger();
            Assert.That(Examined, Is.EqualTo(Delivered));
        }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

        public override void CancelPendingRead() => throw new NotSupportedException();

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
