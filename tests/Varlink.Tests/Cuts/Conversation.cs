using System.Text;
using System.Text.Json;

namespace Varlink.Tests.Cuts;

/// <summary>The kinds of conversation that varlink has.</summary>
public enum Kind
{
    Call,
    Error,
    Stream,
    FailingStream,
    Batch,
    Oneway,
    Upgrade,
}

/// <summary>A conversation with a real Podman: what the client sends, and what the daemon answered.</summary>
internal sealed class Conversation
{
    private static readonly Dictionary<Kind, string> Steps = new()
    {
        [Kind.Call] = "proto/more-false-oneway-false",
        [Kind.Error] = "proto/oneway-error",
        [Kind.Stream] = "build/scratch-more",
        [Kind.FailingStream] = "matrix/exited/GetContainerLogs-more",
        [Kind.Batch] = "proto/pipeline-5",
        [Kind.Oneway] = "proto/oneway-ok",
        [Kind.Upgrade] = "proto/upgrade-on-plain-method",
    };

    /// <summary>What follows the reply of a connection that has left varlink: no messages, and NULs of its own.</summary>
    private static readonly byte[] Raw = [.. "raw\0bytes {"u8];

    private static readonly Dictionary<Kind, Conversation> All = Enum.GetValues<Kind>().ToDictionary(kind => kind, kind => new Conversation(kind));

    private Conversation(Kind kind)
    {
        Kind = kind;
        using JsonDocument row = Find(Steps[kind]);
        string request = row.RootElement.GetProperty("request").GetString()!;
        Calls = [.. request.Split('\0').Select(call => new RecordedRequest(call))];
        Replies = kind == Kind.Error
            ? ["""{"parameters":{"name":"nosuch"},"error":"io.podman.ContainerNotFound"}"""] // As proto/pipeline-5 has it: the step was sent one way.
            : [.. row.RootElement.GetProperty("replies").EnumerateArray().Select(reply => reply.GetString()!)];
        Request = Bytes([.. Calls.Select(call => call.OnTheWire(Flags))]);
        Reply = [.. Bytes(Replies), .. kind == Kind.Upgrade ? Raw : []];
    }

    public Kind Kind { get; }

    public IReadOnlyList<RecordedRequest> Calls { get; }

    /// <summary>The replies, without their NULs.</summary>
    public IReadOnlyList<string> Replies { get; }

    /// <summary>Everything that the client sends.</summary>
    public byte[] Request { get; }

    /// <summary>Everything that the service sends.</summary>
    public byte[] Reply { get; }

    private string Flags => Kind switch
    {
        Kind.Stream or Kind.FailingStream => ",\"more\":true",
        Kind.Oneway => ",\"oneway\":true",
        Kind.Upgrade => ",\"upgrade\":true",
        _ => "",
    };

    public static Conversation Of(Kind kind) => All[kind];

    /// <summary>How many replies are whole in the first bytes that the service sends.</summary>
    public int WholeReplies(int bytes) => WholeMessages(Bytes(Replies), bytes);

    /// <summary>How many calls are whole in the first bytes that the client sends.</summary>
    public int WholeCalls(int bytes) => WholeMessages(Request, bytes);

    /// <summary>What has come, of a connection that has left varlink, in the first bytes that the service sends.</summary>
    public string RawIn(int bytes)
    {
        int start = Reply.Length - Raw.Length;
        return Printable(Reply.AsSpan(start, Math.Clamp(bytes - start, 0, Raw.Length)));
    }

    public static string Printable(ReadOnlySpan<byte> raw) => Encoding.UTF8.GetString(raw).Replace('\0', '|');

    private static int WholeMessages(byte[] messages, int bytes) => messages.AsSpan(0, Math.Min(bytes, messages.Length)).Count((byte)0);

    private static byte[] Bytes(params IReadOnlyList<string> messages) => Encoding.UTF8.GetBytes(string.Concat(messages.Select(message => message + '\0')));

    private static JsonDocument Find(string step)
    {
        string start = $$"""{"engine": "0.8.3-dev", "step": "{{step}}",""";
        string path = Path.Combine(AppContext.BaseDirectory, "podman-0.8.jsonl");
        return JsonDocument.Parse(File.ReadLines(path).Single(line => line.StartsWith(start, StringComparison.Ordinal)));
    }
}

/// <summary>A recorded call.</summary>
internal sealed class RecordedRequest
{
    public RecordedRequest(string request)
    {
        using JsonDocument document = JsonDocument.Parse(request);
        Method = document.RootElement.GetProperty("method").GetString()!;
        Parameters = document.RootElement.TryGetProperty("parameters", out JsonElement parameters)
            ? parameters.Clone()
            : JsonElement.Parse("{}");
    }

    public string Method { get; }

    public JsonElement Parameters { get; }

    /// <summary>As this client sends it.</summary>
    public string OnTheWire(string flags) => $$"""{"method":"{{Method}}","parameters":{{Parameters.GetRawText()}}{{flags}}}""";
}
