using System.Text.Json;
using Varlink.Conformance.Replay.Identity;

namespace Varlink.Conformance.Replay.Comparison;

/// <summary>
/// Compares two values member by member. Presence and JSON type of everything must be the same, null is not empty, and what is neither id
/// nor host nor time must be equal.
/// </summary>
/// <param name="texts">Compares strings.</param>
/// <param name="ids">Which ids stand for which.</param>
/// <param name="live">What the recording itself has made.</param>
internal sealed class JsonComparer(TextComparer texts, IdMap ids, LiveIds live)
{
    /// <summary>The first difference; null when there is none.</summary>
    public Difference? Compare(string path, string member, JsonElement recorded, JsonElement engine)
    {
        if (LeftOvers.Are(member, recorded, live) && engine.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (IsBool(recorded) && IsBool(engine) ? recorded.ValueKind != engine.ValueKind : recorded.ValueKind != engine.ValueKind)
        {
            return new Difference(path, recorded.ToString(), engine.ToString(), Kind(recorded), Kind(engine));
        }

        return recorded.ValueKind switch
        {
            JsonValueKind.Object => CompareObjects(path, recorded, engine),
            JsonValueKind.Array => CompareArrays(path, member, recorded, engine),
            JsonValueKind.String => CompareStrings(path, member, recorded.GetString()!, engine.GetString()!),
            JsonValueKind.Number => CompareNumbers(path, member, recorded, engine),
            _ => null,
        };
    }

    private Difference? CompareObjects(string path, JsonElement recorded, JsonElement engine)
    {
        foreach (JsonProperty member in recorded.EnumerateObject())
        {
            string at = $"{path}.{member.Name}";
            if (!engine.TryGetProperty(member.Name, out JsonElement value))
            {
                return new Difference(at, member.Value.ToString(), "", Kind(member.Value), "missing");
            }

            if (Compare(at, member.Name, member.Value, value) is { } difference)
            {
                return difference;
            }
        }

        foreach (JsonProperty member in engine.EnumerateObject())
        {
            if (!recorded.TryGetProperty(member.Name, out _))
            {
                return new Difference($"{path}.{member.Name}", "", member.Value.ToString(), "missing", Kind(member.Value));
            }
        }

        return null;
    }

    private Difference? CompareArrays(string path, string member, JsonElement recorded, JsonElement engine)
    {
        JsonElement[] left = [.. LeftOvers.Without(member, recorded, live)];
        JsonElement[] right = [.. engine.EnumerateArray()];
        if (LogLines.Are(left) && LogLines.Are(right))
        {
            return LogLines.Compare(path, left, right);
        }

        if (left.Length != right.Length)
        {
            return new Difference(path, recorded.ToString(), engine.ToString(), $"{left.Length} elements", $"{right.Length} elements");
        }

        if (IdOrder.Is(member, left))
        {
            if (!IdOrder.IsOrdered(right))
            {
                return new Difference(path, "ordered by id", "not ordered by id");
            }

            right = IdOrder.Align(left, right, ids);
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (Compare($"{path}[{i}]", member, left[i], right[i]) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private Difference? CompareStrings(string path, string member, string recorded, string engine)
    {
        if (recorded.StartsWith('{') && CallText.Parse(recorded) is { } left && CallText.Parse(engine) is { } right)
        {
            // What Inspect gives is JSON in a string.
            return Compare(path, member, left, right);
        }

        return texts.Compare(member, recorded, engine) is { } reason ? new Difference(path, recorded, engine, reason) : null;
    }

    private Difference? CompareNumbers(string path, string member, JsonElement recorded, JsonElement engine)
    {
        if (member is "images" or "containers" && path.Contains(".store.", StringComparison.Ordinal))
        {
            return recorded.GetInt32() - live.LeftOver(member) == engine.GetInt32() ? null
                : new Difference(path, recorded.GetRawText(), engine.GetRawText());
        }

        bool isFine = FieldForms.IsCounter(member)
            || (FieldForms.IsAmount(member) ? recorded.GetDouble() == 0 == (engine.GetDouble() == 0)
                : recorded.GetRawText() == engine.GetRawText());
        return isFine ? null : new Difference(path, recorded.GetRawText(), engine.GetRawText());
    }

    private static bool IsBool(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() == 0 => "[]",
        JsonValueKind.Object when !value.EnumerateObject().Any() => "{}",
        _ => value.ValueKind.ToString().ToLowerInvariant(),
    };
}
