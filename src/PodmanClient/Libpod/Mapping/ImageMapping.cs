using System.Globalization;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Mapping;

/// <summary>Images as io.podman describes them.</summary>
internal static class ImageMapping
{
    private const string IdPrefix = "sha256:";
    private const int IdLength = 64;

    public static ImageInList ToListData(RestImage image) => new()
    {
        Id = BareId(image.Id),
        ParentId = BareId(image.ParentId),
        RepoTags = image.RepoTags ?? [],
        RepoDigests = [.. (image.RepoDigests ?? []).SelectMany(digest => ToRepoDigests(digest, image.RepoTags ?? []))],
        Created = Time(image.Created),
        Size = image.Size,
        VirtualSize = image.VirtualSize,
        Containers = image.Containers,
        Labels = image.Labels ?? new Dictionary<string, string>(),
    };

    /// <summary>Describes a layer. The API leaves the names of the image out, of which every layer has all in io.podman.</summary>
    public static ImageHistory ToHistory(RestHistory layer, IReadOnlyList<string>? names) => new()
    {
        Id = BareId(layer.Id),
        Created = Time(layer.Created),
        CreatedBy = layer.CreatedBy ?? "",
        Tags = names ?? [],
        Size = layer.Size,
        Comment = layer.Comment ?? "",
    };

    public static ImageSearch ToSearch(RestSearchResult result) => new()
    {
        Description = result.Description ?? "",
        IsOfficial = IsMarked(result.Official),
        IsAutomated = IsMarked(result.Automated),
        Name = result.Name ?? "",
        StarCount = result.Stars,
    };

    /// <summary>An image's id as io.podman has it: 64 hexadecimal digits.</summary>
    public static string BareId(string? id) =>
        id is null ? "" : id.StartsWith(IdPrefix, StringComparison.Ordinal) ? id[IdPrefix.Length..] : id;

    /// <summary>Whether a text is the full id of an image, or of a container.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>A digest with its repository. Podman 3.4 lists bare ones, which are those of every name that the image has.</summary>
    private static IEnumerable<string> ToRepoDigests(string digest, IReadOnlyList<string> names) =>
        digest.Contains('@', StringComparison.Ordinal) || names.Count == 0
            ? [digest]
            : names.Select(name => $"{ImageName.Split(name).Repository}@{digest}").Distinct();

    private static string Time(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The API answers with what its command line prints: "[OK]" or nothing.</summary>
    private static bool IsMarked(string? text) => text is "[OK]" or "true";
}
