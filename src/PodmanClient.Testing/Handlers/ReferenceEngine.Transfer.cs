using Podman.Testing.Images;
using Podman.Testing.State;
using Podman.Testing.Transfer;
using Varlink;

namespace Podman.Testing;

/// <content>Images and containers that come and go: registries, archives, commits.</content>
public sealed partial class ReferenceEngine
{
    /// <inheritdoc/>
    public override Task<string> PullImageAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(_puller.Pull(name).Id);

    /// <inheritdoc/>
    public override Task<string> PushImageAsync(
        string name, string tag, bool tlsVerify, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        StoredImage image;
        try
        {
            image = _services.Images.Resolve(name);
        }
        catch (EngineFailure failure)
        {
            // The text takes the name's place: so the real daemon answers.
            throw EngineFailure.NoImage(failure.Message);
        }

        ImageExporter.Push(image.Image, tag.Length > 0 ? tag : name, _services.Registry);
        return Task.FromResult(image.Id);
    }

    /// <inheritdoc/>
    public override Task<string> ImportImageAsync(
        string source,
        string reference,
        string message,
        IReadOnlyList<string> changes,
        VarlinkCallContext context,
        CancellationToken cancellationToken) =>
        Task.FromResult(ImageImporter.Import(source, reference, message, changes, _services.Images));

    /// <inheritdoc/>
    public override Task<string> ExportImageAsync(
        string name,
        string destination,
        bool compress,
        IReadOnlyList<string> tags,
        VarlinkCallContext context,
        CancellationToken cancellationToken)
    {
        StoredImage image = _images.Require(name);
        ImageExporter.Export(image.Image, destination, compress, tags);
        return Task.FromResult(image.Id);
    }

    /// <inheritdoc/>
    public override Task<string> ExportContainerAsync(
        string name, string path, VarlinkCallContext context, CancellationToken cancellationToken) =>
        LookAsync(
            name,
            container =>
            {
                ContainerExporter.Export(container, path);
                return path;
            },
            CancellationToken.None);

    /// <inheritdoc/>
    /// <remarks>A pause is not needed for a consistent image here: the files are taken at one moment.</remarks>
    public override Task<string> CommitAsync(
        string name,
        string imageName,
        IReadOnlyList<string> changes,
        string author,
        string message,
        bool pause,
        VarlinkCallContext context,
        CancellationToken cancellationToken)
    {
        // The real daemon reads it, and its interface does not say so.
        string format = context.ReadUndeclaredParameter("manifestType") ?? "";
        return LookAsync(
            name,
            container =>
            {
                ContainerExporter.RequireFormat(format);
                return ContainerExporter.Commit(container, imageName, changes, author, message, _services);
            },
            CancellationToken.None);
    }
}
