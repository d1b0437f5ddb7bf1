using Podman.Testing.Handlers;
using Podman.Testing.Images;
using Varlink;

namespace Podman.Testing;

/// <content>Images in local storage.</content>
public sealed partial class ReferenceEngine
{
    /// <inheritdoc/>
    public override Task<IReadOnlyList<ImageInList>> ListImagesAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(VarlinkNull.WhenEmpty<ImageInList>(
            [.. _services.Images.All.Select(image => ImageView.ToListData(image, _services.Containers))]));

    /// <inheritdoc/>
    public override Task<ImageInList> GetImageAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        // The real daemon passes on why it found none; its documentation promises ImageNotFound, for what could be the name of an image.
        bool saysWhy = _services.Has(PodmanQuirks.MissingIsErrorOccurred) || !ImageReference.IsName(name);
        StoredImage image = saysWhy ? _services.Images.Resolve(name) : _images.Require(name);
        return Task.FromResult(ImageView.ToListData(image, _services.Containers));
    }

    /// <inheritdoc/>
    public override Task<string> InspectImageAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(ImageInspection.ToJson(_images.Require(name)));

    /// <inheritdoc/>
    public override Task<IReadOnlyList<ImageHistory>> HistoryImageAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(ImageView.ToHistory(_images.Require(name), _services.Images));

    /// <inheritdoc/>
    public override Task<string> TagImageAsync(
        string name, string tagged, VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(_images.Tag(name, tagged));

    /// <inheritdoc/>
    public override Task<string> RemoveImageAsync(
        string name, bool force, VarlinkCallContext context, CancellationToken cancellationToken) => _images.RemoveAsync(name, force);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<string>> DeleteUnusedImagesAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(VarlinkNull.WhenEmpty(_images.RemoveUnused()));

    /// <inheritdoc/>
    public override Task<IReadOnlyList<ImageSearch>> SearchImageAsync(
        string name, long limit, VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(VarlinkNull.WhenEmpty(RegistrySearch.Find(_services.Registry, _services.Options.SearchRegistries, name, limit)));
}
