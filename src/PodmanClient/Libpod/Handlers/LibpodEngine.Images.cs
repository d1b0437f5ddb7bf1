using Podman.Libpod.Handlers;
using Podman.Libpod.Mapping;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;
using Varlink;

namespace Podman.Libpod;

/// <content>Images in local storage.</content>
public sealed partial class LibpodEngine
{
    private ImageLookup Images => field ??= new ImageLookup(_rest);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ImageInList>> ListImagesAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        [.. (await Images.ListAsync(cancellationToken).ConfigureAwait(false)).OrderBy(static image => image.Created).Select(ImageMapping.ToListData)];

    /// <inheritdoc/>
    public override async Task<ImageInList> GetImageAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        // The list can be filtered by names, but not by what stands for one: the beginning of an id, a name without its registry.
        RestImageDetails details = await Images.FindAsync(name, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<RestImage> images = await Images.ListAsync(cancellationToken).ConfigureAwait(false);
        return ImageMapping.ToListData(images.FirstOrDefault(image => image.Id == details.Id) ?? throw new ImageNotFoundException(name));
    }

    /// <inheritdoc/>
    public override async Task<string> InspectImageAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        RestImageDetails image = await Images.FindAsync(name, cancellationToken).ConfigureAwait(false);
        return await AskAsync(name, () => _rest.GetTextAsync(RestPath.Of("images", image.Id, "json"), cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ImageHistory>> HistoryImageAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        RestImageDetails image = await Images.FindAsync(name, cancellationToken).ConfigureAwait(false);
        RestPath path = RestPath.Of("images", image.Id, "history");
        IReadOnlyList<RestHistory> history = await AskAsync(
            name, () => _rest.GetListAsync(path, RestJson.Default.IReadOnlyListRestHistory, cancellationToken)).ConfigureAwait(false);
        return [.. history.Select(layer => ImageMapping.ToHistory(layer, image.RepoTags))];
    }

    /// <inheritdoc/>
    public override async Task<string> TagImageAsync(
        string name, string tagged, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        RestImageDetails image = await Images.FindAsync(name, cancellationToken).ConfigureAwait(false);
        (string repository, string tag) = ImageName.Split(tagged);
        RestPath path = RestPath.Of("images", image.Id, "tag").With("repo", repository).With("tag", tag);
        await AskAsync(name, () => _rest.PostAsync(path, cancellationToken)).ConfigureAwait(false);
        return ImageMapping.BareId(image.Id);
    }

    /// <inheritdoc/>
    public override async Task<string> RemoveImageAsync(
        string name, bool force, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        RestImageDetails image = await Images.FindAsync(name, cancellationToken).ConfigureAwait(false);

        // By the name as it was given: where the image has several, only this one goes.
        RestPath path = RestPath.Of("images", ImageLookup.NameForRemoval(name), "").With("force", force);
        RestImageRemoval removal;
        try
        {
            removal = await AskAsync(name, () => DeleteAsync(path, cancellationToken)).ConfigureAwait(false);
        }
        catch (RestErrorException e) when (force && e.IsWrongState)
        {
            // A container of it ended by itself while it was being stopped. What is gone already stays gone; the image is still there.
            removal = await AskAsync(name, () => DeleteAsync(path, cancellationToken)).ConfigureAwait(false);
        }

        return removal.Errors is [var error, ..] ? throw new ErrorOccurredException(error) : ImageMapping.BareId(image.Id);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> DeleteUnusedImagesAsync(VarlinkCallContext context, CancellationToken cancellationToken)
    {
        // Podman 3.0 tells the names of what it removed, and nobody knows then whose they were.
        IReadOnlyList<RestImage> before = await Images.ListAsync(cancellationToken).ConfigureAwait(false);
        using RestResponse response = await _rest.SendAsync(
            HttpMethod.Post, new RestPath("images/prune").With("all", true), content: null, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<RestRemoval> removals =
            await response.ReadListAsync(RestJson.Default.IReadOnlyListRestRemoval, cancellationToken).ConfigureAwait(false);
        return removals.FirstOrDefault(static removal => removal.Err is { Length: > 0 }) is { } failed
            ? throw new ErrorOccurredException(failed.Err!)
            : [.. removals.Select(removal => ImageMapping.BareId(IdOf(removal))).Distinct()];

        string? IdOf(RestRemoval removal) =>
            before.FirstOrDefault(image => removal.Id is { } name && image.RepoTags?.Contains(name) == true)?.Id ?? removal.Id;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ImageSearch>> SearchImageAsync(
        string name, long limit, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        RestPath path = new RestPath("images/search").With("term", name);
        if (limit > 0)
        {
            path.With("limit", limit);
        }

        IReadOnlyList<RestSearchResult> results =
            await _rest.GetListAsync(path, RestJson.Default.IReadOnlyListRestSearchResult, cancellationToken).ConfigureAwait(false);
        return [.. results.Select(ImageMapping.ToSearch)];
    }

    private Task<RestImageRemoval> DeleteAsync(RestPath path, CancellationToken cancellationToken) =>
        _rest.SendAsync(HttpMethod.Delete, path, content: null, RestJson.Default.RestImageRemoval, cancellationToken);

    /// <summary>Asks something about an image that was there a moment ago, or makes something happen to it.</summary>
    private static async Task<T> AskAsync<T>(string name, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (RestErrorException e) when (e.IsNoImage)
        {
            throw new ImageNotFoundException(name);
        }
    }
}
