using System.Runtime.CompilerServices;
using Podman.Libpod.Build;
using Podman.Libpod.Mapping;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;
using Varlink;

namespace Podman.Libpod;

/// <content>Builds. One whose caller goes away is given up by Podman.</content>
public sealed partial class LibpodEngine
{
    /// <inheritdoc/>
    public override async Task<BuildResponse> BuildImageAsync(BuildInfo build, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        var logs = new List<string>();
        string id = "";
        await foreach (BuildResponse response in RunBuildAsync(build, cancellationToken).ConfigureAwait(false))
        {
            logs.AddRange(response.Logs);
            id = response.Id;
        }

        return new BuildResponse { Logs = logs, Id = id };
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<BuildResponse> BuildImageStreamAsync(
        BuildInfo build, VarlinkCallContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        context.SendAtOnce();
        await foreach (BuildResponse response in RunBuildAsync(build, cancellationToken).ConfigureAwait(false))
        {
            if (response.Id.Length > 0)
            {
                context.CompleteWithNext();
            }

            yield return response;
        }
    }

    /// <summary>What the build writes, as it writes it; the last item has the id, and nothing else.</summary>
    private async IAsyncEnumerable<BuildResponse> RunBuildAsync(BuildInfo build, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BuildContext folder = BuildContext.Open(build.Dockerfile);
        RestPath path = BuildRequest.ToPath(build, folder.Dockerfiles);
        using StreamedContent archive = StreamedContent.Tar(folder.WriteAsync);
        using RestResponse response = await _rest.SendAsync(HttpMethod.Post, path, archive, cancellationToken).ConfigureAwait(false);

        // The id is the last line that Podman writes. Anything else may look like one, so each of those waits for the next line.
        string? id = null;
        await foreach (RestStreamMessage message in response.ReadMessagesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (id is not null)
            {
                yield return new BuildResponse { Logs = [id + "\n"] };
                id = null;
            }

            if (message.Aux?.Id is { Length: > 0 } announced)
            {
                id = announced;
            }
            else if (message.Stream is { } text && ImageMapping.BareId(text.Trim()) is var line && ImageMapping.IsId(line))
            {
                id = line;
            }
            else if (message.Stream is { Length: > 0 })
            {
                yield return new BuildResponse { Logs = [message.Stream] };
            }
        }

        yield return new BuildResponse
        {
            Id = ImageMapping.BareId(id ?? throw response.NotAsPromised("a build that ends without an id and without an error", exception: null)),
        };
    }
}
