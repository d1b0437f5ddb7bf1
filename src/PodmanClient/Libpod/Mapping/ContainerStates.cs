namespace Podman.Libpod.Mapping;

/// <summary>The states of containers in the words of io.podman.</summary>
internal static class ContainerStates
{
    public const string Configured = "configured";
    public const string Created = "created";
    public const string Running = "running";
    public const string Paused = "paused";
    public const string Exited = "exited";

    /// <summary>Translates a state. Podman 4 has a "created" as well, and means another one by it; those before call it as io.podman does.</summary>
    /// <param name="state">The state, as the API calls it.</param>
    /// <param name="processId">The number of the container's process; 0 where it has none.</param>
    /// <param name="isFromBefore4">Whether a Podman before version 4 says so.</param>
    public static string FromRest(string? state, long processId, bool isFromBefore4) => state switch
    {
        "created" when isFromBefore4 => Created,

        // Podman 3 may write it down after the end, over what it had written of that, and says so for ever.
        "stopping" when isFromBefore4 && processId == 0 => Exited,
        "created" or "configured" => Configured,
        "initialized" => Created,

        // While it is asked to stop, it runs; io.podman knows no state between.
        "stopping" => Running,

        // It has ended, and its files are not tidied up yet.
        "stopped" => Exited,
        null => "unknown",
        _ => state,
    };

    /// <summary>Whether the container has a program that lives.</summary>
    public static bool IsAlive(string state) => state is Running or Paused;
}
