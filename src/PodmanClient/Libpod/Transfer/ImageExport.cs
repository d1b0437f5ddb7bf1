using System.Formats.Tar;
using Podman.Libpod.Rest;

namespace Podman.Libpod.Transfer;

/// <summary>Writes images to places of this host.</summary>
internal static class ImageExport
{
    /// <param name="rest">Podman.</param>
    /// <param name="id">The image.</param>
    /// <param name="location">Where to.</param>
    /// <param name="compress">Whether the layers of a folder are compressed. Those of an oci-archive always are, those of a docker-archive never.</param>
    /// <param name="tags">Further names, for a docker-archive.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="ErrorOccurredException">It cannot be written.</exception>
    public static async Task WriteAsync(
        RestClient rest, string id, ImageLocation location, bool compress, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        string[] names = [.. new[] { location.Reference }.Concat(tags).Where(static name => name.Length > 0)];
        if (location.Transport != ImageLocation.DockerArchive && names.Length > 0)
        {
            throw new ErrorOccurredException($"{location.Transport}: an image cannot be saved under another name there; docker-archive: can");
        }

        if (location.IsArchive && File.Exists(location.Path) && new FileInfo(location.Path).Length > 0)
        {
            throw new ErrorOccurredException($"{location.Transport} doesn't support modifying existing images: {location.Path} exists");
        }

        RestPath path = RestPath.Of("images", id, "get").With("format", location.Format);
        if (location.Transport == ImageLocation.Folder)
        {
            path.With("compress", compress);
        }

        using RestResponse response = await rest.SendAsync(HttpMethod.Get, path, content: null, cancellationToken).ConfigureAwait(false);
        Stream body = await response.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            try
            {
                await WriteAsync(body, location, names, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or System.Text.Json.JsonException)
            {
                throw response.NotAsPromised("an image that is no archive", e);
            }
        }
    }

    private static async Task WriteAsync(Stream body, ImageLocation location, string[] names, CancellationToken cancellationToken)
    {
        switch (location.Transport)
        {
            case ImageLocation.DockerArchive:
                await HostFile.WriteAsync(location.Path, output => ArchiveNames.CopyAsync(body, output, names, cancellationToken)).ConfigureAwait(false);
                break;
            case ImageLocation.OciArchive:
                await HostFile.WriteAsync(location.Path, output => body.CopyToAsync(output, cancellationToken)).ConfigureAwait(false);
                break;
            default:
                await ExtractAsync(body, location.Path, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private static async Task ExtractAsync(Stream body, string folder, CancellationToken cancellationToken)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(folder)) is { } parent && !Directory.Exists(parent))
            {
                throw new DirectoryNotFoundException($"there is no folder {parent}");
            }

            Directory.CreateDirectory(folder);
            await TarFile.ExtractToDirectoryAsync(body, folder, overwriteFiles: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is (IOException and not EndOfStreamException) or UnauthorizedAccessException or ArgumentException)
        {
            throw HostFile.Failed("writing", folder, e);
        }
    }
}
