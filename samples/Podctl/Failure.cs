using Podman;
using Varlink;

namespace Podctl;

/// <summary>A failure as one line for people, with the mend where there is one.</summary>
internal sealed record Failure(int ExitStatus, string Text)
{
    /// <summary>Describes what the SDK throws; null for anything else, which is a fault of this program.</summary>
    public static Failure? Describe(Exception exception) => exception switch
    {
        ContainerNotFoundException e => Failed($"There is no container '{e.Name}'. 'podctl ps --all' lists those there are."),
        ImageNotFoundException e => Failed($"There is no image '{e.Name}' here. 'podctl pull {e.Name}' fetches it, 'podctl images' lists those there are."),
        ErrorOccurredException e => Failed($"Podman says: {e.Reason}."),
        RuntimeErrorException e => Failed($"Podman's runtime says: {e.Reason}."),
        ContainerStateException e => Failed($"{e.Message} 'podctl start {e.Name}' starts it again."),
        TimeoutException e => Failed(e.Message),
        VarlinkConnectionException { Attempts.Count: > 1 } e => new Failure(
            Podctl.ExitStatus.NoConnection,
            $"No Podman answers at the {e.Attempts.Count} places where it listens. Start it with 'systemctl --user start podman.socket' (root: without --user), name one with --address, or try --engine reference."),
        VarlinkConnectionException or VarlinkTimeoutException => new Failure(Podctl.ExitStatus.NoConnection, WithDemo(exception.Message)),
        FormatException or NotSupportedException or ArgumentException => new Failure(Podctl.ExitStatus.Usage, OneLine(exception.Message)),
        VarlinkException or InvalidOperationException or IOException or UnauthorizedAccessException => Failed(exception.Message),
        _ => null,
    };

    private static Failure Failed(string text) => new(Podctl.ExitStatus.Failed, OneLine(text));

    private static string WithDemo(string text) => $"{OneLine(text)} Without a Podman, try --engine reference.";

    /// <summary>Brings a text into one line.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Replace("..", ".", StringComparison.Ordinal);
}
