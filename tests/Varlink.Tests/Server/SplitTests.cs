using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Server;

/// <summary>However the bytes of a conversation are cut, the replies are the same.</summary>
[CancelAfter(60_000)]
public sealed class SplitTests
{
    private static readonly string[] Calls =
    [
        """{"method":"org.example.test.Echo","parameters":{"text":"ä€😀"}}""",
        """{"method":"org.example.test.Echo","parameters":{"text":"silent"},"oneway":true}""",
        """{"method":"org.example.test.Count","parameters":{"text":""},"more":true}""",
        """{"method":"org.example.test.None"}""",
        """{"method":"org.varlink.service.GetInfo"}""",
        """{"method":"org.example.test.Echo","parameters":{"text":"end"}}""",
    ];

    private static readonly string[] Replies =
    [
        """{"parameters":{"text":"ä€\uD83D\uDE00"}}""",
        """{"parameters":{"text":"1"},"continues":true}""",
        """{"parameters":{"text":"2"}}""",
        """{"parameters":{"method":"None"},"error":"org.varlink.service.MethodNotFound"}""",
        """{"parameters":{"vendor":"","product":"","version":"","url":"","interfaces":["org.varlink.service","org.example.test"]}}""",
        """{"parameters":{"text":"end"}}""",
    ];

    private static readonly byte[] Sent = Encoding.UTF8.GetBytes(string.Concat(Calls.Select(static call => call + '\0')));

    [Test]
    public async Task Pieces_of_any_size_are_put_together([Range(1, 40)] int size, [Values] bool async, CancellationToken token)
    {
        await using Harness harness = Conversation(async);
        await using VarlinkTransportConnection transport = await harness.ConnectTransportAsync(token);
        var client = new PeerConnection(transport);
        Task sending = client.SendAsync(Sent, size, token);

        await ExpectRepliesAsync(client, token);

        await sending;
    }

    [Test]
    public async Task A_cut_at_any_place_does_no_harm([Values] bool async, CancellationToken token)
    {
        await using Harness harness = Conversation(async);
        for (int cut = 1; cut < Sent.Length; cut++)
        {
            await using VarlinkTransportConnection transport = await harness.ConnectTransportAsync(token);
            var client = new PeerConnection(transport);
            await transport.Output.WriteAsync(Sent.AsMemory(0, cut), token);
            await MemoryTransport.DrainedAsync(transport, token);
            await transport.Output.WriteAsync(Sent.AsMemory(cut), token);
            await ExpectRepliesAsync(client, token);
        }
    }

    [Test]
    public async Task An_end_at_any_place_is_an_end_after_the_replies_to_whole_calls(CancellationToken token)
    {
        await using Harness harness = Conversation(async: false);
        int[] answered = [1, 1, 3, 4, 5, 6];
        for (int cut = 0; cut <= Sent.Length; cut++)
        {
            await using VarlinkTransportConnection transport = await harness.ConnectTransportAsync(token);
            var client = new PeerConnection(transport);
            await transport.Output.WriteAsync(Sent.AsMemory(0, cut), token);
            await client.EndSendingAsync();

            int calls = Sent.AsSpan(0, cut).Count((byte)0);
            for (int i = 0; i < (calls == 0 ? 0 : answered[calls - 1]); i++)
            {
                await client.ExpectAsync(Replies[i], token);
            }

            await client.ExpectEndAsync(token);
        }
    }

    [Test]
    public async Task Connections_in_segments_are_read_as_well([Range(1, 40, 3)] int size, CancellationToken token)
    {
        await using Harness harness = Conversation(async: true);
        var there = new Pipe(new PipeOptions(new SmallMemory(), minimumSegmentSize: 1));
        var back = new Pipe();
        Task serving = harness.Server.ServeAsync(new PipeTransport(there.Reader, back.Writer));
        foreach (byte[] piece in Sent.Chunk(size))
        {
            await there.Writer.WriteAsync(piece, token);
        }

        var client = new PeerConnection(new PipeTransport(back.Reader, there.Writer));
        await ExpectRepliesAsync(client, token);
        await there.Writer.CompleteAsync();
        await serving;
    }

    private static async Task ExpectRepliesAsync(PeerConnection client, CancellationToken token)
    {
        foreach (string reply in Replies)
        {
            await client.ExpectAsync(reply, token);
        }
    }

    private static Harness Conversation(bool async) => new(new TestService()
        .On("Echo", async (text, _) =>
        {
            if (async)
            {
                await Task.Yield();
            }

            return text;
        })
        .OnStream("Count", (_, _, _) => CountAsync(async)));

    private static async IAsyncEnumerable<string> CountAsync(bool async)
    {
        yield return "1";
        if (async)
        {
            await Task.Yield();
        }

        yield return "2";
    }

    /// <summary>Gives seven bytes at a time, so that messages, and characters, lie across segments.</summary>
    private sealed class SmallMemory : MemoryPool<byte>
    {
        public override int MaxBufferSize => 7;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => new Piece();

        protected override void Dispose(bool disposing)
        {
        }

        private sealed class Piece : IMemoryOwner<byte>
        {
            public Memory<byte> Memory { get; } = new byte[7];

            public void Dispose()
            {
            }
        }
    }

    /// <summary>A foreign transport: a pair of pipes that hand out what they have in segments.</summary>
    private sealed class PipeTransport(PipeReader input, PipeWriter output) : VarlinkTransportConnection
    {
        public override string Endpoint => "pipes:";

        public override PipeReader Input => input;

        public override PipeWriter Output => output;

        public override void Abort() => input.CancelPendingRead();

        public override async ValueTask DisposeAsync()
        {
            await input.CompleteAsync();
            await output.CompleteAsync();
        }
    }
}
