using System.Collections.Concurrent;
using System.Text.Json;

namespace Varlink.Tests.Cuts;

/// <summary>Answers a recorded conversation as the real daemon did, through this library's server.</summary>
internal sealed class RecordedService(Conversation conversation) : VarlinkService
{
    private readonly Dictionary<string, JsonElement> _single = conversation.Calls.Count != conversation.Replies.Count
        ? []
        : conversation.Calls.Zip(conversation.Replies).DistinctBy(pair => pair.First.Method)
            .ToDictionary(pair => pair.First.Method, pair => JsonElement.Parse(pair.Second));

    public override string InterfaceName => "io.podman";

    public override string InterfaceDescription => "interface io.podman\n";

    /// <summary>What was called, in order.</summary>
    public ConcurrentQueue<string> Called { get; } = [];

    public override async Task DispatchAsync(VarlinkServerCall call, CancellationToken cancellationToken)
    {
        VarlinkMethod<JsonElement, JsonElement> method = VarlinkRawMethod.Create(call.Method, VarlinkMethodTraits.SupportsMore);
        JsonElement parameters = call.ReadParameters(method);
        Called.Enqueue(call.Method);
        if (!conversation.Calls.Any(known => known.Method == call.Method && JsonElement.DeepEquals(known.Parameters, parameters)))
        {
            throw new InvalidOperationException($"{call.Method} was never called with {parameters}.");
        }

        if (call.Context.Upgrade)
        {
            call.Context.UpgradeTo(async (pipe, token) => await pipe.Output.WriteAsync(conversation.Reply.AsMemory(conversation.Replies[0].Length + 1), token));
        }

        if (call.Context.More)
        {
            await call.ReplyAsync(method, StreamAsync(), cancellationToken);
        }
        else if (!call.Context.Oneway)
        {
            await call.ReplyAsync(method, ParametersOf(_single[call.Method]), cancellationToken);
        }
        else
        {
            await call.ReplyAsync(method, default(JsonElement), cancellationToken);
        }
    }

    private async IAsyncEnumerable<JsonElement> StreamAsync()
    {
        foreach (string reply in conversation.Replies)
        {
            // One that comes at once and one that has to be waited for, in turn.
            if (reply.Length % 2 == 0)
            {
                await Task.Yield();
            }

            yield return ParametersOf(JsonElement.Parse(reply));
        }
    }

    private static JsonElement ParametersOf(JsonElement reply) => reply.TryGetProperty("error", out JsonElement error)
        ? throw new VarlinkErrorException(error.GetString()!, parameters: reply.GetProperty("parameters"))
        : reply.GetProperty("parameters");
}
