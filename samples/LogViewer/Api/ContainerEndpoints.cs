using System.Globalization;
using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Podman;

namespace LogViewer.Api;

/// <summary>What the page asks for.</summary>
internal static class ContainerEndpoints
{
    public static void Map(RouteGroupBuilder containers)
    {
        containers.AddEndpointFilter(Problems.CatchAsync);
        containers.MapGet("", ListAsync);
        containers.MapGet("{name}/log", FollowAsync);
    }

    private static async Task<Ok<IReadOnlyList<ContainerView>>> ListAsync(IPodmanClient podman, CancellationToken cancellationToken)
    {
        IReadOnlyList<ListContainerData> containers = await podman.ListContainersAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ContainerView>>([
            .. containers
                .Select(static container => new ContainerView(container.Id, container.Names, container.Image, container.Status))
                .OrderBy(static container => container.Name, StringComparer.Ordinal),
        ]);
    }

    /// <summary>A page that lost its connection says which line it had last, and gets what follows.</summary>
    private static async Task<ServerSentEventsResult<LogEvent>> FollowAsync(
        string name,
        IPodmanClient podman,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId = null)
    {
        // Asked for first: once the stream has begun, it is too late for a 404.
        ListContainerData container = await podman.GetContainerAsync(name, cancellationToken);
        long seen = long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out long last) ? last : 0;
        IAsyncEnumerable<SseItem<LogEvent>> events = LogEvents.FollowAsync(podman, container.Id, seen, lifetime.ApplicationStopping, cancellationToken);
        return TypedResults.ServerSentEvents(events);
    }
}
