using Podman;
using Varlink;

namespace LogViewer.Api;

/// <summary>What the page is answered when a call fails.</summary>
internal static class Problems
{
    public static async ValueTask<object?> CatchAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ContainerNotFoundException e)
        {
            return TypedResults.Problem($"There is no container '{e.Name}'.", statusCode: StatusCodes.Status404NotFound);
        }
        catch (VarlinkConnectionException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (VarlinkException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }
}
