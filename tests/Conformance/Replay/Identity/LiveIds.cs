using System.Text.Json;
using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay.Identity;

/// <summary>Which containers and images there were at this moment of the recording: a prefix of an id means something among them only.</summary>
internal sealed class LiveIds
{
    public HashSet<string> Containers { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything that some exchange of this recording has made so far.</summary>
    public HashSet<string> Made { get; } = new(StringComparer.Ordinal);

    /// <summary>How many there are that groups made which are not in the recording.</summary>
    public int LeftOver(string kind) => (kind == "images" ? Images : Containers).Count(id => !Made.Contains(id));

    public HashSet<string> For(string? method) =>
        method is not null && method.Contains("Image", StringComparison.Ordinal) ? Images : Containers;

    /// <summary>Takes in what a recorded exchange changed.</summary>
    public void Follow(RecordedRow row)
    {
        // Of a stream, the last reply says what was made.
        IEnumerable<(string Message, ReplyRun Reply)> calls = row.Messages is [var single] && row.Replies.Count > 1
            ? [(single, row.Replies[^1])]
            : row.Messages.Zip(row.Replies);
        foreach ((string message, ReplyRun reply) in calls)
        {
            if (CallText.MethodOf(message) is { } method && ParametersOf(reply.Text) is { } parameters)
            {
                Follow(method[(method.LastIndexOf('.') + 1)..], parameters);
            }
        }
    }

    private void Follow(string method, JsonElement parameters)
    {
        string[] ids = [.. parameters.EnumerateObject().SelectMany(member => IdsOf(member.Value))];
        switch (method)
        {
            case "CreateContainer":
                Containers.UnionWith(ids);
                Made.UnionWith(ids);
                break;
            case "RemoveContainer" or "DeleteStoppedContainers":
                Containers.ExceptWith(ids);
                break;
            case "ListContainers":
                Containers.Clear();
                Containers.UnionWith(ids);
                break;
            case "ListImages":
                Images.Clear();
                Images.UnionWith(ids);
                break;
            case "ImportImage" or "Commit" or "BuildImage" or "PullImage":
                Images.UnionWith(ids);
                Made.UnionWith(ids);
                break;
            case "DeleteUnusedImages":
                Images.ExceptWith(ids);
                break;
        }
    }

    private static IEnumerable<string> IdsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => IdMap.FullId().IsMatch(value.GetString()!) ? [value.GetString()!] : [],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(IdsOf),
        JsonValueKind.Object => value.TryGetProperty("id", out JsonElement id) ? IdsOf(id) : [],
        _ => [],
    };

    private static JsonElement? ParametersOf(string reply)
    {
        try
        {
            using var json = JsonDocument.Parse(reply);
            return json.RootElement.TryGetProperty("error", out _) ? null
                : json.RootElement.TryGetProperty("parameters", out JsonElement parameters)
                    && parameters.ValueKind == JsonValueKind.Object ? parameters.Clone() : null;
        }
        catch (JsonException)
        {
            // No reply that says anything of ids.
            return null;
        }
    }
}
