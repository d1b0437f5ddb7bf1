using System.Collections.Concurrent;
using System.Text.Json;
using Podman.Libpod.Mapping;
using Podman.Libpod.Rest;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Handlers;

/// <summary>Finds containers by what a caller calls them.</summary>
internal sealed class ContainerLookup(RestClient rest, TimeProvider time)
{
    private const int Attempts = 3;
    private const int Parallelism = 8;

    /// <summary>Finds a container. What is done to it goes by its id from then on: the name may change hands.</summary>
    /// <exception cref="ContainerNotFoundException">There is none, or several.</exception>
    public async Task<FoundContainer> FindAsync(string name, CancellationToken cancellationToken)
    {
        RestContainerDetails details = await InspectAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw new ContainerNotFoundException(name);
        return new FoundContainer(name, details);
    }

    /// <summary>Asks for what Podman knows about a container, its state in the words of io.podman; null where there is none, or several.</summary>
    public async Task<RestContainerDetails?> InspectAsync(string name, CancellationToken cancellationToken)
    {
        if (!IsPossible(name))
        {
            return null;
        }

        try
        {
            using RestResponse response = await rest.SendAsync(
                HttpMethod.Get, RestPath.Of("containers", name, "json"), content: null, cancellationToken).ConfigureAwait(false);
            RestContainerDetails details = await response.ReadAsync(RestJson.Default.RestContainerDetails, cancellationToken).ConfigureAwait(false);
            RestContainerState state = details.State ?? new RestContainerState(Status: null, Pid: 0, ExitCode: 0);
            return details with
            {
                State = state with { Status = ContainerStates.FromRest(state.Status, state.Pid, response.IsFromBefore4) },
            };
        }
        catch (RestErrorException e) when (e.IsNoContainer)
        {
            return null;
        }
    }

    /// <summary>Lists containers in full.</summary>
    /// <param name="id">The id of the only one to list; null for all.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<IReadOnlyList<ListContainerData>> ListAsync(string? id, CancellationToken cancellationToken)
    {
        IReadOnlyList<RestContainer> containers = await ListAsync(withSizes: true, id, cancellationToken).ConfigureAwait(false);
        var mounts = new ConcurrentDictionary<string, IReadOnlyList<RestMount>>();
        await Parallel.ForEachAsync(
            containers.Where(static container => container.Mounts is { Count: > 0 }),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (container, token) =>
            {
                if (await InspectAsync(container.Id, token).ConfigureAwait(false) is { Mounts: { } found })
                {
                    mounts[container.Id] = found;
                }
            }).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        return [.. from container in containers
                   orderby container.Id
                   select ContainerMapping.ToListData(container, mounts.GetValueOrDefault(container.Id), now)];
    }

    /// <summary>Lists containers as the API does, but for their states, which are in the words of io.podman.</summary>
    public async Task<IReadOnlyList<RestContainer>> ListAsync(bool withSizes, string? id, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            RestPath path = new RestPath("containers/json").With("all", true).With("size", withSizes).With("namespace", true);
            if (id is not null)
            {
                path.With("filters", JsonSerializer.Serialize(new Dictionary<string, string[]> { ["id"] = [id] }, RestJson.Default.DictionaryStringStringArray));
            }

            try
            {
                using RestResponse response = await rest.SendAsync(HttpMethod.Get, path, content: null, cancellationToken).ConfigureAwait(false);
                IReadOnlyList<RestContainer> containers =
                    await response.ReadListAsync(RestJson.Default.IReadOnlyListRestContainer, cancellationToken).ConfigureAwait(false);
                return [.. containers.Select(container =>
                    container with { State = ContainerStates.FromRest(container.State, container.Pid, response.IsFromBefore4) })];
            }
            catch (RestErrorException e) when (e.IsNoContainer && attempt < Attempts)
            {
                // One of them was removed while Podman walked through the list.
            }
        }
    }

    /// <summary>
    /// Whether a container can have the name. An empty one, or one that a path takes for something else, would be another request.
    /// </summary>
    private static bool IsPossible(string name) => name.Length > 0 && name.Trim('.').Length > 0 && !name.Contains('/', StringComparison.Ordinal);
}

/// <summary>A container that was there when it was looked for.</summary>
/// <param name="Name">What the caller calls it.</param>
/// <param name="Details">What Podman says of it.</param>
internal sealed record FoundContainer(string Name, RestContainerDetails Details)
{
    public string Id => Details.Id;

    public string Status => Details.State?.Status ?? "";

    /// <summary>The path of an action on it.</summary>
    public RestPath Path(string action) => RestPath.Of("containers", Id, action);
}
