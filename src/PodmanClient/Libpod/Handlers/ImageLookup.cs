using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Handlers;

/// <summary>Finds images by what a caller calls them.</summary>
internal sealed class ImageLookup(RestClient rest)
{
    private const string DockerTransport = "docker://";
    private const string Removal = "remove";

    /// <exception cref="ImageNotFoundException">There is none.</exception>
    public async Task<RestImageDetails> FindAsync(string name, CancellationToken cancellationToken) =>
        await InspectAsync(name, cancellationToken).ConfigureAwait(false) ?? throw new ImageNotFoundException(name);

    /// <summary>Asks for what Podman knows about an image; null where there is none.</summary>
    public async Task<RestImageDetails?> InspectAsync(string name, CancellationToken cancellationToken)
    {
        string reference = WithoutTransport(name);
        if (!IsPossible(reference))
        {
            return null;
        }

        try
        {
            return await rest.GetAsync(RestPath.Of("images", reference, "json"), RestJson.Default.RestImageDetails, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RestErrorException e) when (e.IsNoImage)
        {
            return null;
        }
    }

    /// <summary>Lists the images.</summary>
    public Task<IReadOnlyList<RestImage>> ListAsync(CancellationToken cancellationToken) =>
        rest.GetListAsync(new RestPath("images/json"), RestJson.Default.IReadOnlyListRestImage, cancellationToken);

    public static string WithoutTransport(string name) =>
        name.StartsWith(DockerTransport, StringComparison.Ordinal) ? name[DockerTransport.Length..] : name;

    /// <summary>
    /// What an image is called in the path of its removal. One that is called "remove" has its tag written out: DELETE images/remove is another
    /// request of the API, which without names in its query removes all images, and by force all containers with them.
    /// </summary>
    public static string NameForRemoval(string name) => WithoutTransport(name) is var reference && reference == Removal ? $"{Removal}:latest" : reference;

    private static bool IsPossible(string name) => name.Length > 0 && name.Trim('.').Length > 0;
}
