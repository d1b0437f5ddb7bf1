using System.Text.Json;
using Varlink.Conformance.Replay.Identity;

namespace Varlink.Conformance.Replay.Comparison;

/// <summary>
/// Lists may hold what groups made that are not in the recording: images that lost their names, above all. No engine can have these.
/// </summary>
internal static class LeftOvers
{
    /// <summary>The elements that the recording itself has made, or that are no things with ids.</summary>
    public static IEnumerable<JsonElement> Without(string member, JsonElement list, LiveIds live) =>
        list.EnumerateArray().Where(element => member is not ("containers" or "images")
            || IdOrder.IdOf(element) is not { } id || live.Made.Contains(id));

    /// <summary>Whether a list holds such elements and no others.</summary>
    public static bool Are(string member, JsonElement list, LiveIds live) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 && !Without(member, list, live).Any();
}
