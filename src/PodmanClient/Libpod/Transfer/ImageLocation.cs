namespace Podman.Libpod.Transfer;

/// <summary>
/// A place outside of registries where an image can lie: <c>docker-archive:/path:name</c>, <c>oci-archive:/path:name</c>, <c>dir:/path</c>,
/// <c>oci:/path</c>.
/// </summary>
/// <param name="Transport">What is before the first colon.</param>
/// <param name="Path">A file or a folder of this host.</param>
/// <param name="Reference">The name in it; "" where none is given.</param>
internal sealed record ImageLocation(string Transport, string Path, string Reference)
{
    public const string DockerArchive = "docker-archive";
    public const string OciArchive = "oci-archive";
    public const string Folder = "dir";
    public const string OciFolder = "oci";

    /// <summary>Whether it is one file, as opposed to a folder.</summary>
    public bool IsArchive => Transport is DockerArchive or OciArchive;

    /// <summary>What the API calls it.</summary>
    public string Format => Transport switch
    {
        Folder => "docker-dir",
        OciFolder => "oci-dir",
        _ => Transport,
    };

    /// <summary>Reads a place; null where the text names none, but most likely an image.</summary>
    public static ImageLocation? TryParse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || text[..colon] is not (DockerArchive or OciArchive or Folder or OciFolder))
        {
            return null;
        }

        string transport = text[..colon];
        string rest = text[(colon + 1)..];
        int second = transport == Folder ? -1 : rest.IndexOf(':', StringComparison.Ordinal);
        return second < 0 ? new ImageLocation(transport, rest, "") : new ImageLocation(transport, rest[..second], rest[(second + 1)..]);
    }
}
