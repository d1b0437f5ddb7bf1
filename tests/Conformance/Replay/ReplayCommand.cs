using System.Text.Json;
using Podman.Testing;
using Varlink.Conformance.Replay.Recording;
using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay;

/// <summary><c>replay [--recordings FILE] [--address ADDRESS] [--quirks] [--verbose]</c>.</summary>
internal static class ReplayCommand
{
    private const string Usage =
        """
        Replays what was said to a real Podman, and compares what comes with what came.

          replay [--recordings FILE] [--address ADDRESS] [--quirks] [--verbose]

        --recordings FILE    another recording of the same form; also by PODMAN_RECORDINGS
        --address ADDRESS    replays to the engine at ADDRESS, in real time; also by PODMAN_ADDRESS.
                             Without, to a reference engine in this process, with compressed time
        --quirks             the reference engine does all that Podman 0.8 did, wanted or not
        --verbose            tells of set-up that went another way, too
        Exit status: 0 nothing unexplained, 1 unexplained differences, 2 wrong use.
        """;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        string? file = Environment.GetEnvironmentVariable(RecordingFile.Variable);
        string? address = Environment.GetEnvironmentVariable(ReplayAddress.Variable);
        PodmanQuirks quirks = PodmanQuirks.None;
        bool isVerbose = false;
        for (int i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--recordings" when i + 1 < arguments.Count:
                    file = arguments[++i];
                    break;
                case "--address" when i + 1 < arguments.Count:
                    address = arguments[++i];
                    break;
                case "--quirks":
                    quirks = PodmanQuirks.All;
                    break;
                case "--verbose":
                    isVerbose = true;
                    break;
                default:
                    await error.WriteLineAsync(Usage);
                    return CertificationProgram.WrongUse;
            }
        }

        try
        {
            var recording = RecordingFile.Read(string.IsNullOrEmpty(file) ? RecordingFile.DefaultPath : file);
            IReadOnlyList<StepResult> results = string.IsNullOrEmpty(address)
                ? await ReplayRun.AgainstReferenceEngineAsync(recording, quirks)
                : await ReplayRun.AgainstAsync(recording, address);
            ReplayReport.Write(results, output, isVerbose);
            return results.Any(result => !result.Row.IsSetup && result.IsUnexplained)
                ? CertificationProgram.NotCertified
                : CertificationProgram.Certified;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException
            or System.Net.Sockets.SocketException or TimeoutException)
        {
            await error.WriteLineAsync(e.Message);
            return CertificationProgram.WrongUse;
        }
    }
}
