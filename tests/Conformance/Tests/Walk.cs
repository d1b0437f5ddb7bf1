using System.Text.Json;
using System.Text.Json.Nodes;
using Varlink.Conformance.Certification;
using Varlink.Conformance.Interface;

namespace Varlink.Conformance.Tests;

/// <summary>A client that calls by name and sends any JSON, right up to the step that a test wants to get wrong.</summary>
internal sealed class Walk(VarlinkClient client, CancellationToken cancellationToken)
{
    private const string Prefix = "org.varlink.certification.";

    /// <summary>The right parameters of each step after Start, in order, apart from client_id.</summary>
    private static readonly (string Step, string Parameters)[] Right =
    [
        ("Test01", "{}"),
        ("Test02", """{"bool":true}"""),
        ("Test03", """{"int":1}"""),
        ("Test04", """{"float":1.0}"""),
        ("Test05", """{"string":"ping"}"""),
        ("Test06", """{"bool":false,"int":2,"float":3.141592653589793,"string":"a lot of string"}"""),
        ("Test07", """{"struct":{"bool":false,"int":2,"float":3.141592653589793,"string":"a lot of string"}}"""),
        ("Test08", """{"map":{"foo":"Foo","bar":"Bar"}}"""),
        ("Test09", """{"set":{"one":{},"two":{},"three":{}}}"""),
        ("Test10", "{}"),
        ("Test11", """{"last_more_replies":[]}"""),
        ("End", "{}"),
    ];

    public string ClientId { get; private set; } = "";

    /// <summary>Does everything that comes before a step, right.</summary>
    public async Task ToAsync(string step)
    {
        ClientId = (await client.CallAsync($"{Prefix}Start", cancellationToken: cancellationToken)).GetProperty("client_id").GetString()!;
        foreach ((string name, string parameters) in Right.TakeWhile(each => each.Step != step))
        {
            switch (name)
            {
                case "Test10":
                    await ReadStreamAsync();
                    break;
                case "Test11":
                    await SendRepliesAsync(CertificationValues.Replies);
                    break;
                default:
                    await CallAsync(name, parameters);
                    break;
            }
        }
    }

    /// <summary>Calls with the client's id and what is given.</summary>
    public Task<JsonElement> CallAsync(string step, string parameters = "{}") =>
        client.CallAsync(Prefix + step, Parameters(parameters), cancellationToken);

    public async Task<List<string?>> ReadStreamAsync(string? parameters = null)
    {
        List<string?> replies = [];
        parameters ??= JsonSerializer.Serialize(new { mytype = Encoding.Reply(CertificationMethods.Test09, CertificationValues.MyType).GetProperty("mytype") });
        await foreach (JsonElement reply in client.StreamAsync($"{Prefix}Test10", Parameters(parameters), cancellationToken))
        {
            replies.Add(reply.GetProperty("string").GetString());
        }

        return replies;
    }

    /// <summary>Sends the one-way call.</summary>
    public Task SendRepliesAsync(IReadOnlyList<string> replies) => client.SendOnewayAsync(
        CertificationMethods.Test11, new() { ClientId = ClientId, LastMoreReplies = replies }, cancellationToken);

    private JsonElement Parameters(string json)
    {
        JsonObject parameters = JsonNode.Parse(json)!.AsObject();
        parameters.TryAdd("client_id", ClientId);
        return JsonElement.Parse(parameters.ToJsonString());
    }
}
