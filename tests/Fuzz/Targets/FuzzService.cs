using System.Text.Json;
using Podman;
using Varlink;

namespace Fuzz.Targets;

/// <summary>Gives back what it is given, as a reply, as a stream or as an error, and hands its connection over.</summary>
internal sealed class FuzzService : VarlinkService
{
    public override string InterfaceName => "org.example.fuzz";

    public override string InterfaceDescription => "interface org.example.fuzz\n";

    public override Task DispatchAsync(VarlinkServerCall call, CancellationToken cancellationToken)
    {
        VarlinkMethod<JsonElement, JsonElement> method = VarlinkRawMethod.Create(call.Method, VarlinkMethodTraits.SupportsMore);
        JsonElement parameters = call.ReadParameters(method);
        switch (call.MethodName)
        {
            case "Echo":
                return call.ReplyAsync(method, parameters, cancellationToken);
            case "Stream":
                return call.Context.More ? call.ReplyAsync(method, StreamAsync(parameters), cancellationToken) : throw call.ExpectedMore();
            case "Fail":
                throw new VarlinkErrorException("org.example.fuzz.Failed", parameters: parameters);
            case "Upgrade":
                call.Context.UpgradeTo(static (pipe, token) => pipe.Input.CopyToAsync(pipe.Output, token));
                return call.ReplyAsync(method, parameters, cancellationToken);
            default:
                throw call.NotFound();
        }
    }

    private static async IAsyncEnumerable<JsonElement> StreamAsync(JsonElement item)
    {
        yield return item;
        await Task.Yield();
        yield return item;
    }
}

/// <summary>A Podman whose methods read their parameters and, but for two, are not there.</summary>
internal sealed class FuzzPodman : PodmanServiceBase
{
    public override Task<ListContainerData> GetContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        throw new ContainerNotFoundException(name);
}
