using System.Text;
using System.Text.Json;
using Polly;
using Varlink;
using Varlink.Transports;

namespace Fuzz.Targets;

/// <summary>
/// A whole client: whatever a service answers, every call ends, with a reply or with an exception of this library, and so does a stream. The
/// first byte of an input says in what pieces the rest is sent.
/// </summary>
internal sealed class ClientTarget : FuzzTarget
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly VarlinkMethod<JsonElement, JsonElement> Look = VarlinkRawMethod.Create("org.example.fuzz.Look", VarlinkMethodTraits.ReadOnly);
    private static readonly VarlinkMethod<JsonElement, JsonElement> Follow = VarlinkRawMethod.Create("org.example.fuzz.Follow", VarlinkMethodTraits.SupportsMore);

    public override string Name => "client";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Corpus.Recordings.Select(exchange => string.Join('\0', exchange.Replies) + "\0").Distinct().Index()
            .Select(item => (byte[])[(byte)item.Index, .. Encoding.UTF8.GetBytes(item.Item)]),
        [0, .. "{}\0{\"parameters\":{}}\0{\"parameters\":{\"a\":1},\"continues\":true}\0{\"error\":\"a.b.C\"}\0"u8],
    ];

    public override async ValueTask RunAsync(byte[] input)
    {
        var options = new VarlinkClientOptions { ResiliencePipeline = ResiliencePipeline.Empty, MaxReceivedMessageSize = 32 * 1024 };
        await using var client = new VarlinkClient(new AnyReplies(input), options);
        Task[] calls =
        [
            CallAsync(client.CallAsync(Look, default)),
            CallAsync(client.CallAsync(Look, default)),
            CallAsync(client.CallAsync(VarlinkMethodOf(VarlinkMethodTraits.None), default)),
            FollowAsync(client),
        ];
        await Task.WhenAll(calls).WaitAsync(Limit).ConfigureAwait(false);
    }

    private static VarlinkMethod<JsonElement, JsonElement> VarlinkMethodOf(VarlinkMethodTraits traits) => VarlinkRawMethod.Create("org.example.fuzz.Change", traits);

    private static async Task CallAsync(Task<JsonElement> call)
    {
        try
        {
            JsonElement reply = await call.ConfigureAwait(false);
            BrokenInvariantException.ThrowUnless(reply.ValueKind == JsonValueKind.Object, $"a reply is {reply.ValueKind}");
        }
        catch (VarlinkException)
        {
            // What a caller is prepared for.
        }
    }

    private static async Task FollowAsync(VarlinkClient client)
    {
        try
        {
            await foreach (JsonElement item in client.StreamAsync(Follow, default).ConfigureAwait(false))
            {
                BrokenInvariantException.ThrowUnless(item.ValueKind == JsonValueKind.Object, $"an item is {item.ValueKind}");
            }
        }
        catch (VarlinkException)
        {
            // What a caller is prepared for.
        }
    }

    /// <summary>Answers whatever comes first with the input, and ends.</summary>
    private sealed class AnyReplies(byte[] input) : IVarlinkConnector
    {
        public string Endpoint => "fuzz:";

        public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            (VarlinkTransportConnection client, VarlinkTransportConnection service) = MemoryTransport.CreatePair(Endpoint);
            _ = AnswerAsync(service);
            return ValueTask.FromResult(client);
        }

        private async Task AnswerAsync(VarlinkTransportConnection service)
        {
            try
            {
                await service.Input.ReadAsync().ConfigureAwait(false);
                int size = input.Length == 0 || input[0] % 4 != 0 ? int.MaxValue : 1 + input[0];
                for (int start = 1; start < input.Length; start += Math.Min(size, input.Length))
                {
                    await service.Output.WriteAsync(input.AsMemory(start, Math.Min(size, input.Length - start))).ConfigureAwait(false);
                }
            }
            catch (IOException)
            {
                // The client has hung up.
            }

            await service.DisposeAsync().ConfigureAwait(false);
        }
    }
}
