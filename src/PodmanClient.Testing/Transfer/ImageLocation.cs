using Podman.Testing.Images;

namespace Podman.Testing.Transfer;

/// <summary>
/// A place outside of registries where an image can lie: <c>docker-archive:/path:name</c>, <c>oci-archive:</c>, <c>oci:</c>, <c>dir:</c>.
/// </summary>
/// <param name="Transport">The part before the first colon.</param>
/// <param name="Path">A file or directory of the host.</param>
/// <param name="Reference">The name or tag in it; empty when none is given.</param>
internal sealed record ImageLocation(string Transport, string Path, string Reference)
{
    public const string DockerArchive = "docker-archive";
    public const string OciArchive = "oci-archive";
    public const string OciDirectory = "oci";
    public const string Directory = "dir";

    /// <summary>Reads a location to pull from; null when the text names none. As with Podman 0.8 <c>oci:</c> is none.</summary>
    public static ImageLocation? TryParse(string text) => TryParse(text, DockerArchive, OciArchive, Directory);

    /// <summary>
    /// Reads a location to write to; null when the text names none. A directory whose parent does not exist is none in the real daemon's eyes.
    /// </summary>
    public static ImageLocation? TryParseDestination(string text) =>
        TryParse(text, DockerArchive, OciArchive, Directory, OciDirectory) is { } location &&
            (location.Transport is DockerArchive or OciArchive || System.IO.Directory.Exists(System.IO.Path.GetDirectoryName(location.Path)))
            ? location
            : null;

    /// <summary>Reads the image.</summary>
    /// <returns>The image, and the names that it gets in local storage.</returns>
    public (Image Image, IReadOnlyList<string> Names) Load()
    {
        switch (Transport)
        {
            case DockerArchive:
                return ImageArchives.LoadDockerArchive(ReadArchive());
            case OciArchive:
                return (ImageArchives.LoadOci(ReadArchive()), []);
            default:
                string name = $"{ImageReference.Localhost}/{Path.Trim('/')}";
                bool isName = ImageReference.TryParse(name, out _) is not null;
                return (ImageArchives.LoadDirectory(ReadDirectory()), isName ? [$"{name}:{ImageReference.DefaultTag}"] : []);
        }
    }

    /// <summary>Writes the image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="tags">Further names for archives that hold names.</param>
    /// <param name="compress">Whether layers of a directory are compressed.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(Image image, IReadOnlyList<string> tags, bool compress)
    {
        switch (Transport)
        {
            case DockerArchive:
                string[] names = [.. new[] { Reference }.Concat(tags).Where(n => n.Length > 0).Select(n => ImageReference.Parse(n).FullName())];
                WriteArchive(ImageArchives.SaveDockerArchive(image, names));
                break;
            case OciArchive:
                WriteArchive(ImageArchives.SaveOci(image, Reference));
                break;
            case OciDirectory:
                WriteDirectory(ImageArchives.SaveOci(image, Reference));
                break;
            default:
                WriteDirectory(ImageArchives.SaveDirectory(image, compress));
                break;
        }
    }

    private static ImageLocation? TryParse(string text, params ReadOnlySpan<string> transports)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !transports.Contains(text[..colon]))
        {
            return null;
        }

        string transport = text[..colon];
        string[] rest = text[(colon + 1)..].Split(':', 2);
        return transport == Directory
            ? new ImageLocation(transport, text[(colon + 1)..], "")
            : new ImageLocation(transport, rest[0], rest.ElementAtOrDefault(1) ?? "");
    }

    private Dictionary<string, byte[]> ReadArchive() => TarFiles.Read(File.ReadAllBytes(Path));

    private Dictionary<string, byte[]> ReadDirectory() => System.IO.Directory.EnumerateFiles(Path)
        .ToDictionary(file => System.IO.Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal);

    private void WriteArchive(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> files)
    {
        using var output = new FileStream(Path, FileMode.Create, FileAccess.Write);
        TarFiles.Write(output, files);
    }

    private void WriteDirectory(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> files)
    {
        foreach ((string name, ReadOnlyMemory<byte> content) in files)
        {
            string path = System.IO.Path.Combine(Path, name);
            System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content.Span);
        }
    }
}
