using System.Text.Json;

namespace Varlink;

/// <content>Calls without a schema: a name and JSON in, JSON out.</content>
public sealed partial class VarlinkClient
{
    /// <summary>Calls a method by its name. It is taken to have effects, so it is never sent twice.</summary>
    /// <param name="method">The full name: <c>io.podman.Ping</c>.</param>
    /// <param name="parameters">An object, or <c>default</c> for no parameters.</param>
    /// <param name="cancellationToken">Stops the waiting. Once the first byte is sent the method may run all the same: the exception says so.</param>
    /// <returns>The parameters of the reply, an object.</returns>
    /// <exception cref="ArgumentException">The name is none, or the parameters are no object.</exception>
    /// <exception cref="VarlinkException">As with <see cref="CallAsync{TParameters, TReply}"/>.</exception>
    public Task<JsonElement> CallAsync(string method, JsonElement parameters = default, CancellationToken cancellationToken = default) =>
        CallAsync(VarlinkRawMethod.Create(method), parameters, cancellationToken);

    /// <summary>Calls a method by its name with <c>more</c>, and reads its replies as they come.</summary>
    /// <param name="method">The full name: <c>io.podman.GetContainerLogs</c>.</param>
    /// <param name="parameters">An object, or <c>default</c> for no parameters.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The parameters of the replies, objects.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public IAsyncEnumerable<JsonElement> StreamAsync(string method, JsonElement parameters = default, CancellationToken cancellationToken = default) =>
        StreamAsync(VarlinkRawMethod.Create(method, VarlinkMethodTraits.SupportsMore), parameters, cancellationToken);
}
