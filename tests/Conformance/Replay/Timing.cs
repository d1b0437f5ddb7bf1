using Varlink.Conformance.Replay.Identity;
using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay;

/// <summary>When an exchange is sent again.</summary>
internal static class Timing
{
    private static readonly string[] Launching = [".StartContainer", ".RestartContainer"];

    // Longer ones do not launch for so long: they wait for a program to end.
    private const double LongestLaunch = 0.5;

    /// <summary>
    /// When it was sent; but where a program is launched, when that was done. On a real host it takes a tenth of a second until the program
    /// runs, and here no time at all: what it then does at which moment must stay in step with the recording.
    /// </summary>
    public static double SentAt(RecordedRow row)
    {
        bool launches = row.Messages.Any(message => Launching.Any(
            end => CallText.MethodOf(message)?.EndsWith(end, StringComparison.Ordinal) == true));
        return launches && row.Seconds < LongestLaunch ? row.EndedAt : row.SentAt;
    }
}
