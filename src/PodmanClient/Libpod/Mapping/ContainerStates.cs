namespace Podman.Libpod.Mapping;

/// <summary>The states of containers in the words of io.podman.</summary>
internal static class ContainerStates
{
    public const string Configured = "configured";
    public const string Created = "created";
    public const string Running = "running";
    public const string Paused = "paused";
    public const string Exited = "exited";

    /// <summary>Translates a state. Both have a "created", and mean different things by it.</summary>
    public static string FromRest(string? state) => state switch
    {
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
