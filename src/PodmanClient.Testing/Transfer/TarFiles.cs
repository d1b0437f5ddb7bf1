using System.Formats.Tar;
using Podman.Testing.FileSystem;

namespace Podman.Testing.Transfer;

/// <summary>Archives as a set of plain files, which is what image archives are.</summary>
internal static class TarFiles
{
    /// <summary>Reads all regular files, by their path without leading <c>./</c> or <c>/</c>.</summary>
    /// <exception cref="InvalidDataException">It is no archive.</exception>
    public static Dictionary<string, byte[]> Read(byte[] tar)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            string name = PathText.Normalize(entry.Name)[1..];
            if (entry.DataStream is { } data)
            {
                using var content = new MemoryStream();
                data.CopyTo(content);
                files[name] = content.ToArray();
            }
            else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                // The reader gives no stream for a file without content.
                files[name] = [];
            }
            else if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                // Docker's archives share equal layers by links.
                string directory = entry.EntryType == TarEntryType.HardLink ? "/" : PathText.Parent("/" + name);
                string target = PathText.Normalize(entry.LinkName, directory)[1..];
                if (files.TryGetValue(target, out byte[]? shared))
                {
                    files[name] = shared;
                }
            }
        }

        return files.Count > 0 ? files : throw new InvalidDataException("the archive holds no files");
    }

    public static void Write(Stream output, IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> files)
    {
        using var writer = new TarWriter(output, TarEntryFormat.Ustar, leaveOpen: true);
        foreach ((string name, ReadOnlyMemory<byte> content) in files)
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = (UnixFileMode)NodeAttributes.DefaultFileMode,
                DataStream = new MemoryStream(content.ToArray(), writable: false),
            });
        }
    }
}
