using Podman.Testing;
using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay;

/// <summary><c>replay [--recordings FILE] [--address ADDRESS]</c>.</summary>
internal static class ReplayCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var recording = RecordingFile.Read(RecordingFile.DefaultPath);
        IReadOnlyList<StepResult> results = await ReplayRun.AgainstReferenceEngineAsync(recording, PodmanQuirks.None);
        ReplayReport.Write(results, output);
        return 0;
    }
}
