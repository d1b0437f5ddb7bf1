using System.Text.Json;
using Varlink.Conformance.Interface;

namespace Varlink.Conformance.Certification;

/// <summary>Certifies a server: walks through the methods, and hands each result to the next.</summary>
/// <param name="varlink">Calls the server.</param>
/// <param name="report">Gets a line for every step; null for none.</param>
internal sealed class ServerTrial(VarlinkClient varlink, Action<string>? report = null)
{
    /// <summary>
    /// On one connection, as the certification has it. Or on several, which servers of ours allow: with one lease, the one-way call and the call of End after it go over the same connection, and so arrive in this order: nothing else
    /// could tell when the one-way call was carried out.
    /// </summary>
    public static VarlinkClientOptions ClientOptions(bool singleConnection = false) => new()
    {
        SingleConnection = singleConnection,
        MaxLeasedConnections = 1,
        CallTimeout = TimeSpan.FromSeconds(20),
    };

    private readonly List<string> _differences = [];

    /// <summary>What was not as it should be. Empty when the server is certified.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Walks through all steps; a failed call ends the walk, a value that differs does not.</summary>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <returns>Whether the server is certified.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        string step = "";
        try
        {
            await WalkAsync(name => step = name, cancellationToken);
        }
        catch (VarlinkException e)
        {
            Differ(step, e is CertificationErrorException error ? $"the server wants {error.Wants}, and got {error.Got}" : e.Message);
        }

        return _differences.Count == 0;
    }

    private async Task WalkAsync(Action<string> begin, CancellationToken cancellationToken)
    {
        // It belongs to whoever made it, as the caller under it does.
        var client = new CertificationClient(varlink);

        begin("Start");
        string id = await client.StartAsync(cancellationToken);
        Check(CertificationMethods.Start, id, id.Length > 0 ? id : "anything but nothing");
        begin("Test01");
        bool @bool = Check(CertificationMethods.Test01, await client.Test01Async(id, cancellationToken), CertificationValues.Bool);
        begin("Test02");
        long @int = Check(CertificationMethods.Test02, await client.Test02Async(id, @bool, cancellationToken), CertificationValues.Int);
        begin("Test03");
        double @float = Check(CertificationMethods.Test03, await client.Test03Async(id, @int, cancellationToken), CertificationValues.Float);
        begin("Test04");
        string ping = Check(CertificationMethods.Test04, await client.Test04Async(id, @float, cancellationToken), CertificationValues.Ping);
        begin("Test05");
        Test05Reply several = Check(
            CertificationMethods.Test05, await client.Test05Async(id, ping, cancellationToken), CertificationValues.Several);
        begin("Test06");
        Test06ReplyStruct @struct = Check(
            CertificationMethods.Test06,
            await client.Test06Async(id, several.Bool, several.Int, several.Float, several.String, cancellationToken),
            CertificationValues.Struct);
        begin("Test07");
        IReadOnlyDictionary<string, string> map = Check(
            CertificationMethods.Test07,
            await client.Test07Async(id, CertificationValues.HandBack(@struct), cancellationToken),
            CertificationValues.Map);
        begin("Test08");
        IReadOnlySet<string> set = Check(
            CertificationMethods.Test08, await client.Test08Async(id, map, cancellationToken), CertificationValues.Set);
        begin("Test09");
        MyType myType = await client.Test09Async(id, set, cancellationToken);
        Check(CertificationMethods.Test09, myType, Expected(myType));
        begin("Test10");
        IReadOnlyList<string> replies = await ReadRepliesAsync(client.Test10StreamAsync(id, myType, cancellationToken));
        begin("Test11");
        await varlink.SendOnewayAsync(
            CertificationMethods.Test11, new() { ClientId = id, LastMoreReplies = replies }, cancellationToken);
        report?.Invoke("Test11  sent, End tells whether it was right");
        begin("End");
        Check(CertificationMethods.End, await client.EndAsync(id, cancellationToken), true);
    }

    private async Task<IReadOnlyList<string>> ReadRepliesAsync(IAsyncEnumerable<string> stream)
    {
        List<string> replies = [];
        await foreach (string reply in stream)
        {
            replies.Add(reply);
        }

        if (replies.SequenceEqual(CertificationValues.Replies))
        {
            report?.Invoke($"Test10  ok, {replies.Count} replies");
        }
        else
        {
            Differ("Test10", $"wants {string.Join(", ", CertificationValues.Replies)}; got {string.Join(", ", replies)}");
        }

        return replies;
    }

    /// <summary>What a server says in <c>interface.foo</c> is its own affair: one that is in use sends other values there.</summary>
    private static MyType Expected(MyType got) => CertificationValues.MyType with
    {
        Interface = CertificationValues.MyType.Interface with { Foo = got.Interface.Foo },
    };

    private TReply Check<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method, TReply got, TReply wants)
    {
        JsonElement gotJson = Encoding.Reply(method, got);
        JsonElement wantsJson = Encoding.Reply(method, wants);
        if (JsonElement.DeepEquals(gotJson, wantsJson))
        {
            report?.Invoke($"{method.Name,-7} ok, {gotJson}");
        }
        else
        {
            Differ(method.Name, $"wants {wantsJson}, got {gotJson}");
        }

        return got;
    }

    private void Differ(string step, string what)
    {
        _differences.Add($"{step}: {what}");
        report?.Invoke($"{step,-7} wrong: {what}");
    }
}
