using Podman.Testing.Images;
using Podman.Testing.State;

namespace Podman.Testing.Transfer;

/// <summary>Writes images out of local storage: to files, directories and registries.</summary>
internal static class ImageExporter
{
    private const string CopyFailed = "Error copying image to the remote destination: ";

    /// <summary>Writes an image to a file or directory of the host.</summary>
    /// <exception cref="EngineFailure">The destination is none, or cannot be written.</exception>
    public static void Export(Image image, string destination, bool compress, IReadOnlyList<string> tags)
    {
        if (destination.Length == 0)
        {
            throw EngineFailure.Occurred("destination image name must be specified: invalid argument");
        }

        foreach (string tag in tags)
        {
            ImageReference.ParseName(tag);
        }

        Save(image, ImageLocation.TryParseDestination(destination) ?? throw EngineFailure.Occurred("invalid reference format"), compress, tags);
    }

    /// <summary>Pushes an image to a registry, or to a file or directory of the host.</summary>
    /// <param name="image">The image.</param>
    /// <param name="destination">Where to; a name with its registry, or a transport and a path.</param>
    /// <param name="registry">The registries.</param>
    /// <exception cref="EngineFailure">The destination is none, or refuses.</exception>
    public static void Push(Image image, string destination, ImageRegistry registry)
    {
        if (ImageLocation.TryParseDestination(destination) is { } location)
        {
            Save(image, location, compress: false, []);
            return;
        }

        ImageReference reference = ImageReference.TryParse(ImageReference.WithoutTransport(destination), out string? error)
            ?? throw EngineFailure.Occurred(destination.Any(char.IsAsciiLetterUpper)
                ? "invalid reference format: repository name must be lowercase"
                : error!);
        string host = reference.HasRegistry ? reference.Registry : ImageRegistry.DefaultRegistry;

        // There is no registry on port 80 of this machine: names under localhost are local names.
        if (host == ImageReference.Localhost || !registry.Answers(host))
        {
            string blob = image.Layers.Count > 0 ? image.Layers[0].Digest : image.Digest;
            throw EngineFailure.Occurred(
                $"{CopyFailed}Error checking for blob {blob} at destination: pinging docker registry returned: {Refusal(host)}");
        }

        registry.Put(ImageRegistry.FullName(reference, ImageRegistry.DefaultRegistry), image);
    }

    private static string Refusal(string host)
    {
        int colon = host.LastIndexOf(':');
        string name = colon < 0 ? host : host[..colon];
        string port = colon < 0 ? "80" : host[(colon + 1)..];
        return name == ImageReference.Localhost
            ? $"Get \"http://{host}/v2/\": dial tcp 127.0.0.1:{port}: connect: connection refused"
            : $"Get \"https://{host}/v2/\": dial tcp: lookup {name}: no such host";
    }

    private static void Save(Image image, ImageLocation location, bool compress, IReadOnlyList<string> tags)
    {
        string shown = $"{location.Transport}:{location.Path}{(location.Reference.Length > 0 ? ":" + location.Reference : "")}";
        if (location.Transport == ImageLocation.DockerArchive && File.Exists(location.Path))
        {
            throw EngineFailure.Occurred(
                $"{CopyFailed}Error initializing destination {shown}: docker-archive doesn't support modifying existing images");
        }

        try
        {
            location.Save(image, tags, compress);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw EngineFailure.Occurred(
                $"{CopyFailed}Error initializing destination {shown}: {HostFiles.Reason(e, location.Path)}");
        }
    }
}
