using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay;

/// <summary>What keeps an exchange from being replayed, whatever the engine.</summary>
internal static class Obstacles
{
    public static string? Find(RecordedRow row)
    {
        if (row.Request is null)
        {
            return row.ExitStatus is { } status
                ? $"an event: the daemon ended with status {status}"
                : "an event beside the wire";
        }

        if (row.IsRefused)
        {
            return "there was no daemon to connect to";
        }

        // An empty message is no call: what was answered here is not in the recording.
        return row.Request.Length == 0 && row.Replies.Count > 0 ? "what was sent before is not in the recording" : null;
    }
}
