using System.Buffers;
using System.Text;
using System.Text.Json;
using Varlink;
using Varlink.Framing;
using Varlink.Transports;

namespace Fuzz.Targets;

/// <summary>
/// A whole server: whatever a caller sends, its replies are varlink, its connection ends, the server logs no failure of its own, and a neighbour
/// on another connection gets its own reply. The first byte of an input says in what pieces the rest is sent.
/// </summary>
internal sealed class ServerTarget : FuzzTarget
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly VarlinkMethod<JsonElement, JsonElement> Echo = VarlinkRawMethod.Create("org.example.fuzz.Echo", VarlinkMethodTraits.ReadOnly);

    private readonly ErrorLog _log = new();
    private readonly VarlinkServer _server;
    private readonly VarlinkClient _neighbour;
    private long _nonce;

    public ServerTarget()
    {
        _server = new VarlinkServer(new VarlinkServerOptions { LoggerFactory = _log, MaxReceivedMessageSize = 32 * 1024 }, new FuzzService(), new FuzzPodman());
        _neighbour = new VarlinkClient(_server.CreateInProcessConnector());
    }

    public override string Name => "server";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Corpus.Recordings.Select(exchange => exchange.Request)
            .Concat(
            [
                """{"method":"org.example.fuzz.Echo","parameters":{"text":"x"}}""",
                """{"method":"org.example.fuzz.Stream","parameters":{"text":"x"},"more":true}""",
                """{"method":"org.example.fuzz.Fail","parameters":{"text":"x"}}""",
                """{"method":"org.example.fuzz.Upgrade","parameters":{},"upgrade":true}""" + "\0raw",
                """{"method":"org.example.fuzz.Echo","oneway":true}""" + "\0" + """{"method":"org.example.fuzz.Echo"}""",
                """{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"io.podman"}}""",
            ])
            .Distinct()
            .Index()
            .Select(item => (byte[])[(byte)item.Index, .. Encoding.UTF8.GetBytes(item.Item + "\0")]),
    ];

    public override async ValueTask RunAsync(byte[] input)
    {
        (VarlinkTransportConnection caller, VarlinkTransportConnection accepted) = MemoryTransport.CreatePair();
        Task serving = _server.ServeAsync(accepted);
        Task sending = SendAsync(caller, input);
        bool mayUpgrade = Encoding.UTF8.GetString(input).Contains("pgrad", StringComparison.Ordinal);
        await ReadRepliesAsync(caller, mayUpgrade).WaitAsync(Limit).ConfigureAwait(false);
        await serving.WaitAsync(Limit).ConfigureAwait(false);
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await caller.DisposeAsync().ConfigureAwait(false);

        string nonce = $$"""{"nonce":{{++_nonce}}}""";
        JsonElement reply = await _neighbour.CallAsync(Echo, JsonElement.Parse(nonce)).WaitAsync(Limit).ConfigureAwait(false);
        BrokenInvariantException.ThrowUnless(reply.GetRawText() == nonce, $"a neighbour got {reply}");
        BrokenInvariantException.ThrowUnless(!_log.Errors.TryDequeue(out string? error), $"the server logged: {error}");
    }

    public override async ValueTask DisposeAsync()
    {
        await _neighbour.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task SendAsync(VarlinkTransportConnection caller, byte[] input)
    {
        int size = input.Length == 0 || input[0] % 4 != 0 ? int.MaxValue : 1 + input[0];
        for (int start = 1; start < input.Length; start += Math.Min(size, input.Length))
        {
            await caller.Output.WriteAsync(input.AsMemory(start, Math.Min(size, input.Length - start))).ConfigureAwait(false);
        }

        await caller.Output.CompleteAsync().ConfigureAwait(false);
    }

    private static async Task ReadRepliesAsync(VarlinkTransportConnection caller, bool mayUpgrade)
    {
        var frames = new FrameReader(caller.Input, int.MaxValue);
        while (await frames.WaitAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (frames.TryRead(out ReadOnlySequence<byte> frame))
            {
                if (!mayUpgrade)
                {
                    using JsonDocument reply = JsonDocument.Parse(frame, new JsonDocumentOptions { MaxDepth = JsonSettings.MaxDepth + 1 });
                    BrokenInvariantException.ThrowUnless(reply.RootElement.ValueKind == JsonValueKind.Object, $"a reply is {reply.RootElement}");
                }
            }
        }

        BrokenInvariantException.ThrowUnless(mayUpgrade || !frames.HasPartialFrame, "the server ended in the middle of a reply");
    }
}
