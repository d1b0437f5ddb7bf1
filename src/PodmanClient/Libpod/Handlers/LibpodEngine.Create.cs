using System.Net.Http.Headers;
using System.Text.Json;
using Podman.Libpod.Create;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;
using Podman.Libpod.Transfer;
using Varlink;

namespace Podman.Libpod;

/// <content>Making containers.</content>
public sealed partial class LibpodEngine
{
    /// <inheritdoc/>
    public override async Task<string> CreateContainerAsync(
        CreateContainerOptions create, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        SpecGenerator spec = CreateRequest.ToSpec(create);
        if (await ProvideImageAsync(CreateRequest.ImageOf(create), context, cancellationToken).ConfigureAwait(false) is { } id
            && ImageLocation.TryParse(spec.Image!) is not null)
        {
            // The container is made of what the archive held: the place of the archive names no image.
            spec = spec with { Image = id };
        }

        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(spec, SpecJson.Default.SpecGenerator));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        RestId created = await _rest.SendAsync(
            HttpMethod.Post, new RestPath("containers/create"), content, RestJson.Default.RestId, cancellationToken).ConfigureAwait(false);
        return created.Id is { Length: > 0 } container ? container : throw new ErrorOccurredException("Podman has created a container, and does not tell its id");
    }

    /// <summary>The API does not pull by itself.</summary>
    /// <returns>The id of what was pulled; null where the image was there.</returns>
    /// <exception cref="ImageNotFoundException">There is no such image anywhere.</exception>
    private async Task<string?> ProvideImageAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        if (await Images.InspectAsync(name, cancellationToken).ConfigureAwait(false) is not null)
        {
            return null;
        }

        if (ImageProvision.IsLocalOnly(name))
        {
            throw new ImageNotFoundException(name);
        }

        try
        {
            return await PullImageAsync(name, context, cancellationToken).ConfigureAwait(false);
        }
        catch (ErrorOccurredException e) when (ImageProvision.IsMissing(e.Reason))
        {
            throw new ImageNotFoundException(name);
        }
    }
}
