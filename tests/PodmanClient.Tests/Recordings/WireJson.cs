using System.Text.Json;

namespace Podman.Tests.Recordings;

/// <summary>Compares what a daemon sent with what the client makes of it: nothing may be lost, not even the order of the members.</summary>
internal static class WireJson
{
    /// <summary>Says where two values differ; null where they do not, but for a null that means empty.</summary>
    /// <param name="recorded">What the daemon sent.</param>
    /// <param name="written">What was read, written again.</param>
    /// <param name="path">Where the values stand.</param>
    public static string? Difference(JsonElement recorded, JsonElement written, string path = "$")
    {
        if (recorded.ValueKind == JsonValueKind.Null && IsEmptyCollection(written))
        {
            return null;
        }

        if (recorded.ValueKind != written.ValueKind)
        {
            return $"{path}: {recorded.ValueKind} became {written.ValueKind}";
        }

        return recorded.ValueKind switch
        {
            JsonValueKind.Object => ObjectDifference(recorded, written, path),
            JsonValueKind.Array => ArrayDifference(recorded, written, path),
            JsonValueKind.Number => SameNumber(recorded, written) ? null : $"{path}: {recorded} became {written}",
            JsonValueKind.String => recorded.GetString() == written.GetString() ? null : $"{path}: {recorded} became {written}",
            _ => null,
        };
    }

    private static string? ObjectDifference(JsonElement recorded, JsonElement written, string path)
    {
        JsonProperty[] expected = [.. recorded.EnumerateObject()];
        JsonProperty[] actual = [.. written.EnumerateObject()];
        string expectedNames = string.Join(", ", expected.Select(static member => member.Name));
        string actualNames = string.Join(", ", actual.Select(static member => member.Name));
        return expectedNames != actualNames
            ? $"{path}: the members {expectedNames} became {actualNames}"
            : expected.Zip(actual, (e, a) => Difference(e.Value, a.Value, $"{path}.{e.Name}")).FirstOrDefault(static difference => difference is not null);
    }

    private static string? ArrayDifference(JsonElement recorded, JsonElement written, string path) =>
        recorded.GetArrayLength() != written.GetArrayLength()
            ? $"{path}: {recorded.GetArrayLength()} elements became {written.GetArrayLength()}"
            : recorded.EnumerateArray()
                .Zip(written.EnumerateArray(), (e, a) => (e, a))
                .Select((pair, index) => Difference(pair.e, pair.a, $"{path}[{index}]"))
                .FirstOrDefault(static difference => difference is not null);

    /// <summary>An int is the same digit by digit; a float may be written in another way, but not with another value.</summary>
    private static bool SameNumber(JsonElement recorded, JsonElement written) =>
        recorded.GetRawText() == written.GetRawText()
        || (!(recorded.TryGetInt64(out _) && written.TryGetInt64(out _)) && recorded.GetDouble().Equals(written.GetDouble()));

    private static bool IsEmptyCollection(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };
}
