using System.Text.Json;
using Varlink;

namespace Podman;

/// <summary>
/// What engines of this library say beyond <c>io.podman</c> while they work. PullImage has one reply in that interface; asked with
/// <c>more</c>, these engines answer with several, which carry a member <c>logs</c> beside <c>id</c>, as the replies of BuildImage do. Whoever does
/// not know that reads the id of the last one; and an engine that does not know it answers once, as ever. The reference engine, which
/// answers as Podman 0.8 does, wants to be asked for it by a parameter as well, which that Podman passes over.
/// </summary>
public static class PodmanProgress
{
    /// <summary>The parameter that asks for steps: <c>progress</c>. Its value is <see cref="Steps"/>.</summary>
    public const string Parameter = "progress";

    /// <summary>The value of <see cref="Parameter"/>: <c>steps</c>.</summary>
    public const string Steps = "steps";

    /// <summary>PullImage as a stream: what the pull writes, and in the last reply the id.</summary>
    public static VarlinkMethod<PodmanMethods.PullImageParameters, BuildResponse> PullImage { get; } = new(
        PodmanInterface.Name,
        PodmanMethods.PullImage.Name,
        PodmanMethods.PullImage.Traits | VarlinkMethodTraits.SupportsMore,
        WriteParameters,
        PullImageParametersCodec.Read,
        BuildResponseCodec.Write,
        BuildResponseCodec.Read,
        PodmanErrors.Create);

    private static void WriteParameters(Utf8JsonWriter writer, PodmanMethods.PullImageParameters parameters)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, parameters.Name ?? throw VarlinkJson.NullMember("The parameter name of PullImage"));
        writer.WriteString(Parameter, Steps);
        writer.WriteEndObject();
    }
}
