using Podman.Testing.State;

namespace Podman.Testing.Build;

/// <summary>Failures of a build in the form that the real daemon prints them in: a Go structure.</summary>
internal static class StepText
{
    /// <summary>A step failed.</summary>
    public static EngineFailure Failed(DockerfileInstruction step, BuildStage? stage, IReadOnlyList<string> arguments, string reason)
    {
        // The first element is an empty string: hence the blank.
        string environment = stage is null ? "" : " " + string.Join(' ', stage.Config.Environment);
        string message = $"{step.Keyword} {string.Join(' ', arguments)}";
        return EngineFailure.Occurred(
            $"error building at step {{Env:[{environment}] Command:{step.Keyword.ToLowerInvariant()} Args:[{string.Join(' ', arguments)}] " +
            $"Flags:[{string.Join(' ', step.Flags)}] Attrs:map[] Message:{message} Original:{step.Original}}}: {reason}");
    }

    /// <summary>A step is no instruction at all.</summary>
    public static EngineFailure Unknown(DockerfileInstruction step, BuildStage? stage)
    {
        string command = step.Keyword.ToLowerInvariant();
        return Failed(
            step,
            stage,
            [""],
            $"Build error: Unknown instruction: \"{command}\" &imagebuilder.Step{{Env:[]string{{}}, Command:\"{command}\", Args:[]string{{\"\"}}, " +
            $"Flags:[]string{{}}, Attrs:map[string]bool(nil), Message:\"{step.Keyword} \", Original:\"{step.Original}\"}}");
    }
}
