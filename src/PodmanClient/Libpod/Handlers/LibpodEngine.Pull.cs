using System.Runtime.CompilerServices;
using Podman.Libpod.Handlers;
using Podman.Libpod.Mapping;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;
using Podman.Libpod.Transfer;
using Varlink;

namespace Podman.Libpod;

/// <content>Pulls. One whose caller goes away is given up by Podman.</content>
public sealed partial class LibpodEngine
{
    /// <inheritdoc/>
    public override async Task<string> PullImageAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        string id = "";
        await foreach (BuildResponse reply in RunPullAsync(name, cancellationToken).ConfigureAwait(false))
        {
            id = reply.Id;
        }

        return id;
    }

    /// <summary>Answers PullImage with what the pull writes, to a caller that asks for more.</summary>
    private async Task AnswerPullAsync(VarlinkServerCall call, CancellationToken cancellationToken)
    {
        PodmanMethods.PullImageParameters parameters = call.ReadParameters(PodmanProgress.PullImage);
        call.Context.SendAtOnce();
        await call.ReplyAsync(PodmanProgress.PullImage, PullWithContextAsync(call.Context, parameters.Name, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    private async IAsyncEnumerable<BuildResponse> PullWithContextAsync(
        VarlinkCallContext context, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BuildResponse reply in RunPullAsync(name, cancellationToken).ConfigureAwait(false))
        {
            if (reply.Id.Length > 0)
            {
                context.CompleteWithNext();
            }

            yield return reply;
        }
    }

    /// <summary>What the pull writes, as it writes it; the last item has the id, and nothing else.</summary>
    private async IAsyncEnumerable<BuildResponse> RunPullAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string reference = ImageLookup.WithoutTransport(name);
        if (ImageLocation.TryParse(reference) is { } location)
        {
            yield return new BuildResponse { Id = await LoadAsync(name, location, cancellationToken).ConfigureAwait(false) };
            yield break;
        }

        RestPath path = new RestPath("images/pull").With("reference", reference).With("quiet", false);
        using RestResponse response = await Explain(name, _rest.SendAsync(HttpMethod.Post, path, content: null, cancellationToken)).ConfigureAwait(false);
        IAsyncEnumerator<RestStreamMessage> messages = response.ReadMessagesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (messages.ConfigureAwait(false))
        {
            string? id = null;
            while (await Explain(name, messages.MoveNextAsync().AsTask()).ConfigureAwait(false))
            {
                RestStreamMessage message = messages.Current;
                id = message.Id is { Length: > 0 } ? message.Id : message.Images is [.., var last] ? last : id;
                if (message.Stream is { Length: > 0 } text)
                {
                    yield return new BuildResponse { Logs = [text] };
                }
            }

            yield return new BuildResponse
            {
                Id = ImageMapping.BareId(id ?? throw response.NotAsPromised("a pull that ends without an id and without an error", exception: null)),
            };
        }
    }

    private async Task<string> LoadAsync(string name, ImageLocation location, CancellationToken cancellationToken)
    {
        if (!location.IsArchive)
        {
            throw new ErrorOccurredException($"unable to pull {name}: Podman's REST API takes archives only, docker-archive: and oci-archive:");
        }

        HostFile.Require(location.Path);
        using StreamedContent content = StreamedContent.File(location.Path);
        RestLoaded loaded = await Explain(
            name, _rest.SendAsync(HttpMethod.Post, new RestPath("images/load"), content, RestJson.Default.RestLoaded, cancellationToken))
            .ConfigureAwait(false);
        return loaded.Names is [var first, ..]
            ? ImageMapping.BareId((await Images.FindAsync(first, cancellationToken).ConfigureAwait(false)).Id)
            : throw new ErrorOccurredException($"unable to pull {name}: Podman has loaded nothing");
    }

    /// <summary>Says in a failure what could not be pulled.</summary>
    private static async Task<T> Explain<T>(string name, Task<T> pull)
    {
        try
        {
            return await pull.ConfigureAwait(false);
        }
        catch (RestErrorException e)
        {
            throw new ErrorOccurredException($"unable to pull {name}: {e.Message}");
        }
    }
}
