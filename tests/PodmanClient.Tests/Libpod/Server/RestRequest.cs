namespace Podman.Tests.Libpod.Server;

/// <summary>A request as it arrived at a <see cref="RestServer"/>.</summary>
/// <param name="Line">The method and the path below the API's root, with its query, unescaped: "GET containers/web/json".</param>
/// <param name="Body">The body; empty without one.</param>
internal sealed record RestRequest(string Line, byte[] Body)
{
    /// <summary>The line without its query.</summary>
    public string Route => Line.Split('?')[0];
}
