using System.Text.Json;
using Varlink.Conformance.Replay.Identity;

namespace Varlink.Conformance.Replay.Comparison;

/// <summary>
/// Lists of containers, which Podman orders by id: the order holds for both sides, and the elements are held against their counterparts.
/// </summary>
internal static class IdOrder
{
    private const string OrderedMember = "containers";

    public static bool Is(string member, IReadOnlyList<JsonElement> elements) =>
        member == OrderedMember && elements.Count > 1 && elements.All(element => IdOf(element) is not null) && IsOrdered(elements);

    public static bool IsOrdered(IReadOnlyList<JsonElement> elements) =>
        elements.Select(IdOf).SequenceEqual(elements.Select(IdOf).Order(StringComparer.Ordinal));

    /// <summary>The engine's elements in the order of the recorded ones; those without a known counterpart stay where they are left.</summary>
    public static JsonElement[] Align(IReadOnlyList<JsonElement> recorded, IReadOnlyList<JsonElement> engine, IdMap ids)
    {
        var rest = engine.ToList();
        var aligned = new JsonElement?[recorded.Count];
        for (int i = 0; i < recorded.Count; i++)
        {
            int at = ids.TryGetEngine(IdOf(recorded[i])!, out string? id) ? rest.FindIndex(element => IdOf(element) == id) : -1;
            if (at >= 0)
            {
                aligned[i] = rest[at];
                rest.RemoveAt(at);
            }
        }

        var left = new Queue<JsonElement>(rest);
        return [.. aligned.Select(element => element ?? left.Dequeue())];
    }

    public static string? IdOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String when IdMap.FullId().IsMatch(element.GetString()!) => element.GetString(),
        JsonValueKind.Object when element.TryGetProperty("id", out JsonElement id) => IdOf(id),
        _ => null,
    };
}
