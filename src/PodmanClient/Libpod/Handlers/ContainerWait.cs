using Podman.Libpod.Mapping;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Handlers;

/// <summary>
/// Waits until a container has run and ended. The API's own wait answers at once for one that was not started yet, and fails for one whose
/// end is long ago; so it is used for the time in between only, and the exit code read from the container's state.
/// </summary>
internal sealed class ContainerWait(RestClient rest, ContainerLookup containers, LibpodEngineOptions options)
{
    private const string NoExitCode = "no such exit code";

    /// <returns>The exit code.</returns>
    public async Task<long> RunAsync(FoundContainer container, CancellationToken cancellationToken)
    {
        RestContainerDetails? details = container.Details;
        while (details is not null)
        {
            string status = details.State?.Status ?? "";
            if (status == ContainerStates.Exited)
            {
                return details.State!.ExitCode;
            }

            if (ContainerStates.IsAlive(status))
            {
                if (await WaitForEndAsync(container, cancellationToken).ConfigureAwait(false) is { } code)
                {
                    return code;
                }
            }
            else
            {
                // Nothing in the API waits for a start without missing one that ends at once.
                await Task.Delay(options.WaitInterval, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }

            details = await containers.InspectAsync(container.Id, cancellationToken).ConfigureAwait(false);
        }

        throw new ErrorOccurredException($"container {container.Id} does not exist in database: no such container");
    }

    /// <summary>Waits for the end of a container that lives.</summary>
    /// <returns>The exit code; null where the state must tell.</returns>
    private async Task<long?> WaitForEndAsync(FoundContainer container, CancellationToken cancellationToken)
    {
        try
        {
            int code = await rest.SendAsync(HttpMethod.Post, container.Path("wait"), content: null, RestJson.Default.Int32, cancellationToken)
                .ConfigureAwait(false);

            // Less than 0 says that it does not know.
            return code >= 0 ? code : null;
        }
        catch (RestErrorException e) when (e.IsNoContainer || e.Cause == NoExitCode)
        {
            return null;
        }
    }
}
