using System.IO.Pipelines;
using System.Text.Json;

namespace Varlink.Tests.Cuts;

/// <summary>Has a client take its part in a conversation, and tells in a line each how every reply, or the lack of one, reached the caller.</summary>
internal static class ClientRun
{
    public const string Sent = "sent";
    public const string End = "end";

    public static async Task<IReadOnlyList<string>> RunAsync(
        VarlinkClient client, Conversation conversation, VarlinkMethodTraits traits, CancellationToken token)
    {
        RecordedRequest first = conversation.Calls[0];
        switch (conversation.Kind)
        {
            case Kind.Stream or Kind.FailingStream:
                return await StreamAsync(client, Method(first, traits | VarlinkMethodTraits.SupportsMore), first.Parameters, token);

            case Kind.Batch:
                VarlinkBatch batch = client.CreateBatch();
                Task<JsonElement>[] calls = [.. conversation.Calls.Select(call => batch.Add(Method(call, traits), call.Parameters))];
                await batch.SendAsync(token);
                return await Task.WhenAll(calls.Select(OutcomeAsync));

            case Kind.Oneway:
                return [await OutcomeAsync(async () =>
                {
                    await client.SendOnewayAsync(Method(first, traits), first.Parameters, token);
                    return Sent;
                })];

            case Kind.Upgrade:
                return await UpgradeAsync(client, Method(first, traits), first.Parameters, token);

            default:
                return [await OutcomeAsync(client.CallAsync(Method(first, traits), first.Parameters, token))];
        }
    }

    /// <summary>What the replies look like when they reach the caller.</summary>
    public static IReadOnlyList<string> Undisturbed(Conversation conversation) => conversation.Kind switch
    {
        Kind.Oneway => [Sent],
        Kind.Stream => [.. conversation.Replies.Select(Describe), End],
        Kind.Upgrade => [.. conversation.Replies.Select(Describe), conversation.RawIn(int.MaxValue)],
        _ => [.. conversation.Replies.Select(Describe)],
    };

    public static string Lost(VarlinkConnectionReason reason) => $"lost ({reason}), may have run";

    private static VarlinkMethod<JsonElement, JsonElement> Method(RecordedRequest call, VarlinkMethodTraits traits) =>
        VarlinkRawMethod.Create(call.Method, traits);

    private static string Describe(string reply)
    {
        using JsonDocument document = JsonDocument.Parse(reply);
        JsonElement parameters = document.RootElement.GetProperty("parameters");
        return document.RootElement.TryGetProperty("error", out JsonElement error) ? $"{error} {parameters}" : parameters.GetRawText();
    }

    private static async Task<IReadOnlyList<string>> StreamAsync(
        VarlinkClient client, VarlinkMethod<JsonElement, JsonElement> method, JsonElement parameters, CancellationToken token)
    {
        var outcomes = new List<string>();
        outcomes.Add(await OutcomeAsync(async () =>
        {
            await foreach (JsonElement reply in client.StreamAsync(method, parameters, token))
            {
                outcomes.Add(reply.GetRawText());
            }

            return End;
        }));
        return outcomes;
    }

    private static async Task<IReadOnlyList<string>> UpgradeAsync(
        VarlinkClient client, VarlinkMethod<JsonElement, JsonElement> method, JsonElement parameters, CancellationToken token)
    {
        var outcomes = new List<string>();
        string last = await OutcomeAsync(async () =>
        {
            await using VarlinkUpgradedConnection<JsonElement> connection = await client.UpgradeAsync(method, parameters, token);
            outcomes.Add(connection.Reply.GetRawText());
            var raw = new MemoryStream();
            try
            {
                await connection.Input.CopyToAsync(raw, token);
            }
            catch (IOException)
            {
                // A reset, which is the caller's to interpret: what came before it has been read.
            }

            return Conversation.Printable(raw.ToArray());
        });
        return [.. outcomes, last];
    }

    private static Task<string> OutcomeAsync(Task<JsonElement> call) => OutcomeAsync(async () => (await call).GetRawText());

    private static async Task<string> OutcomeAsync(Func<Task<string>> call)
    {
        try
        {
            return await call();
        }
        catch (VarlinkErrorException e)
        {
            return $"{e.ErrorName} {e.Parameters}";
        }
        catch (VarlinkConnectionException e)
        {
            return $"lost ({e.Reason}), {Doubt(e.MayHaveExecuted)}";
        }
        catch (VarlinkTimeoutException e)
        {
            return $"timed out, {Doubt(e.MayHaveExecuted)}";
        }
        catch (VarlinkCallCanceledException e)
        {
            return $"cancelled, {Doubt(e.MayHaveExecuted)}";
        }
        catch (Exception e)
        {
            // Nothing else may reach a caller: it matches no expectation.
            return e.ToString();
        }
    }

    private static string Doubt(bool mayHaveExecuted) => mayHaveExecuted ? "may have run" : "did not run";
}
