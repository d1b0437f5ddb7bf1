using Podman.Libpod.Handlers;
using Podman.Libpod.Mapping;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;
using Podman.Libpod.Transfer;
using Varlink;

namespace Podman.Libpod;

/// <content>Images and containers that leave and come: registries, archives, commits. Paths are those of this host.</content>
public sealed partial class LibpodEngine
{
    private const string ManifestType = "manifestType";
    private const string DockerFormat = "docker";
    private const string OciFormat = "oci";

    /// <inheritdoc/>
    public override async Task<string> PushImageAsync(
        string name, string tag, bool tlsVerify, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        RestImageDetails image = await Images.FindAsync(name, cancellationToken).ConfigureAwait(false);
        string destination = ImageLookup.WithoutTransport(tag.Length > 0 ? tag : name);
        if (ImageLocation.TryParse(destination) is { } location)
        {
            await ImageExport.WriteAsync(_rest, image.Id, location, compress: false, tags: [], cancellationToken).ConfigureAwait(false);
            return ImageMapping.BareId(image.Id);
        }

        RestPath path = RestPath.Of("images", ImageLookup.WithoutTransport(name), "push")
            .With("destination", destination).With("tlsVerify", tlsVerify).With("quiet", false);
        using RestResponse response = await AskAsync(
            name, () => _rest.SendAsync(HttpMethod.Post, path, content: null, cancellationToken)).ConfigureAwait(false);
        await foreach (RestStreamMessage _ in response.ReadMessagesAsync(cancellationToken).ConfigureAwait(false))
        {
            // Only the end, or the failure, is of interest: the interface has one reply.
        }

        return ImageMapping.BareId(image.Id);
    }

    /// <inheritdoc/>
    public override async Task<string> ImportImageAsync(
        string source,
        string reference,
        string message,
        IReadOnlyList<string> changes,
        VarlinkCallContext context,
        CancellationToken cancellationToken)
    {
        RestPath path = new RestPath("images/import")
            .WithAny("reference", reference).WithAny("message", message).WithEach("changes", ImageChanges.ToInstructions(changes));
        bool isUrl = source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (isUrl)
        {
            path.With("url", source);
        }
        else
        {
            HostFile.Require(source);
        }

        using StreamedContent? content = isUrl ? null : StreamedContent.File(source);
        RestId imported = await _rest.SendAsync(HttpMethod.Post, path, content, RestJson.Default.RestId, cancellationToken).ConfigureAwait(false);
        return ImageMapping.BareId(imported.Id);
    }

    /// <inheritdoc/>
    public override async Task<string> ExportImageAsync(
        string name,
        string destination,
        bool compress,
        IReadOnlyList<string> tags,
        VarlinkCallContext context,
        CancellationToken cancellationToken)
    {
        RestImageDetails image = await Images.FindAsync(name, cancellationToken).ConfigureAwait(false);
        ImageLocation location = ImageLocation.TryParse(destination)
            ?? throw new ErrorOccurredException(
                $"\"{destination}\" is no place that an image can be written to: places read docker-archive:/path:name, oci-archive:/path, dir:/path, oci:/path");
        await ImageExport.WriteAsync(_rest, image.Id, location, compress, tags, cancellationToken).ConfigureAwait(false);
        return ImageMapping.BareId(image.Id);
    }

    /// <inheritdoc/>
    public override async Task<string> ExportContainerAsync(
        string name, string path, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        using RestResponse response = await AskAsync(
            container, () => _rest.SendAsync(HttpMethod.Get, container.Path("export"), content: null, cancellationToken)).ConfigureAwait(false);
        Stream body = await response.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await HostFile.WriteAsync(path, output => body.CopyToAsync(output, cancellationToken)).ConfigureAwait(false);
        }

        return path;
    }

    /// <inheritdoc/>
    public override async Task<string> CommitAsync(
        string name,
        string imageName,
        IReadOnlyList<string> changes,
        string author,
        string message,
        bool pause,
        VarlinkCallContext context,
        CancellationToken cancellationToken)
    {
        // Podman 0.8 reads it, though its interface does not say so.
        string format = CommitFormat(context.ReadUndeclaredParameter(ManifestType) ?? "", message);
        FoundContainer container = await Containers.FindAsync(name, cancellationToken).ConfigureAwait(false);
        RestPath path = new RestPath("commit")
            .With("container", container.Id)
            .With("pause", pause && container.Status == ContainerStates.Running)
            .WithAny("author", author)
            .WithEach("changes", ImageChanges.ToInstructions(changes));
        if (imageName.Length > 0)
        {
            (string repository, string tag) = ImageName.Split(imageName);
            path.With("repo", repository).With("tag", tag);
        }

        path.WithAny("comment", message).WithAny("format", format);

        RestId committed = await AskAsync(
            container, () => _rest.SendAsync(HttpMethod.Post, path, content: null, RestJson.Default.RestId, cancellationToken)).ConfigureAwait(false);
        return ImageMapping.BareId(committed.Id);
    }

    /// <summary>The format of a committed image; "" for Podman's default, which cannot hold a message: only Docker's can.</summary>
    private static string CommitFormat(string manifestType, string message) => manifestType switch
    {
        "" => message.Length > 0 ? DockerFormat : "",
        DockerFormat or OciFormat => manifestType,
        _ => throw new ErrorOccurredException($"unrecognized image format \"{manifestType}\""),
    };
}
