using System.Globalization;
using Podman.Testing.State;

namespace Podman.Testing.Containers;

/// <summary>What the OCI runtime says when it cannot set a container up, in the wrapping that the daemon sends it in.</summary>
internal static class OciFailure
{
    public static EngineFailure NoCommand(DateTimeOffset now) => Failure(now, "args must not be empty");

    /// <summary>There is no file for a command.</summary>
    public static EngineFailure NotFound(DateTimeOffset now, string command) => Failure(now, command.Contains('/', StringComparison.Ordinal)
        ? $"unable to start container process: exec: \\\"{command}\\\": stat {command}: no such file or directory"
        : $"unable to start container process: exec: \\\"{command}\\\": executable file not found in $PATH");

    /// <summary>There is a file, but no program is known for it.</summary>
    public static EngineFailure NotExecutable(DateTimeOffset now, string command) =>
        Failure(now, $"unable to start container process: exec {command}: exec format error");

    private static EngineFailure Failure(DateTimeOffset now, string message)
    {
        string time = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return EngineFailure.Occurred(
            $"container create failed: time=\"{time}\" level=error msg=\"runc create failed: {message}\"\n: internal libpod error");
    }
}
