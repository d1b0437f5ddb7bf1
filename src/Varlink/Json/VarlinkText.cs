using System.Globalization;
using System.Text.Json;

namespace Varlink;

/// <summary>
/// How collections and raw JSON show in the text of a record: by their size. Their contents can be long, and hold what belongs into no log.
/// </summary>
public static class VarlinkText
{
    /// <summary>Describes a collection.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="collection">The collection, or null.</param>
    /// <returns><c>[3]</c> for three elements.</returns>
    public static string Describe<T>(IReadOnlyCollection<T>? collection) =>
        collection is null ? "null" : string.Create(CultureInfo.InvariantCulture, $"[{collection.Count}]");

    /// <summary>Describes a piece of JSON.</summary>
    /// <param name="json">The piece, or null.</param>
    /// <returns>Its kind: <c>Object</c> for example.</returns>
    public static string Describe(JsonElement? json) => json is { } value ? value.ValueKind.ToString() : "null";
}
