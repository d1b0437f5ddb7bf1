using System.Formats.Tar;
using System.Text.Json.Nodes;

namespace Podman.Libpod.Transfer;

/// <summary>
/// Gives the image in a docker-archive the names that were asked for, while the archive passes by: the API can only save an image under names
/// that it has.
/// </summary>
internal static class ArchiveNames
{
    private const string Manifest = "manifest.json";
    private const string LocalRegistry = "localhost";
    private const string DefaultTag = ":latest";

    /// <summary>Copies an archive, with other names in it.</summary>
    public static async Task CopyAsync(Stream input, Stream output, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var reader = new TarReader(input, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            var writer = new TarWriter(output, TarEntryFormat.Pax, leaveOpen: true);
            await using (writer.ConfigureAwait(false))
            {
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    if (entry.Name == Manifest)
                    {
                        entry = await RenameAsync(entry, names, cancellationToken).ConfigureAwait(false);
                    }

                    await writer.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>A name in full: with a registry, "localhost" where it has none, and with a tag.</summary>
    public static string FullName(string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        bool hasRegistry = slash > 0 && (name[..slash] == LocalRegistry || name[..slash].AsSpan().ContainsAny('.', ':'));
        string full = hasRegistry ? name : $"{LocalRegistry}/{name}";
        return full.LastIndexOf(':') > full.LastIndexOf('/') ? full : full + DefaultTag;
    }

    private static async Task<TarEntry> RenameAsync(TarEntry entry, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        JsonNode? manifest = await JsonNode.ParseAsync(entry.DataStream ?? Stream.Null, cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (JsonNode? image in manifest as JsonArray ?? [])
        {
            image!["RepoTags"] = new JsonArray([.. names.Select(static name => (JsonNode)JsonValue.Create(FullName(name))!)]);
        }

        return new PaxTarEntry(TarEntryType.RegularFile, Manifest)
        {
            Mode = entry.Mode,
            ModificationTime = entry.ModificationTime,
            DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(manifest?.ToJsonString() ?? "[]")),
        };
    }
}
