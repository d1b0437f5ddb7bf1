using System.Runtime.CompilerServices;
using Podman.Libpod.Handlers;
using Podman.Libpod.Rest;

namespace Podman.Libpod.Logs;

/// <summary>Asks for the log of a container.</summary>
internal static class LogRequest
{
    /// <summary>The lines: those that are there, or those that come as well.</summary>
    public static async IAsyncEnumerable<string> ReadAsync(
        RestClient rest, FoundContainer container, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RestPath path = container.Path("logs").With("stdout", true).With("stderr", true).With("timestamps", true).With("follow", follow);
        RestResponse response;
        try
        {
            response = await rest.SendAsync(HttpMethod.Get, path, content: null, cancellationToken).ConfigureAwait(false);
        }
        catch (RestErrorException e) when (e.IsNoContainer)
        {
            throw Removed(container);
        }

        using (response)
        {
            await foreach (string line in LogFrames.ReadLinesAsync(response, cancellationToken).ConfigureAwait(false))
            {
                yield return line;
            }
        }
    }

    public static ErrorOccurredException Removed(FoundContainer container) =>
        new($"container {container.Id} does not exist in database: no such container");
}
