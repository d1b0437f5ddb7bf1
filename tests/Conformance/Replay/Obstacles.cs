using System.Text.Json;
using Varlink.Conformance.Replay.Comparison;
using Varlink.Conformance.Replay.Identity;
using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay;

/// <summary>What keeps an exchange from being replayed, whatever the engine.</summary>
internal sealed class Obstacles
{
    private readonly DateTimeOffset _begin;

    public Obstacles(RecordingFile recording) => _begin = recording.Rows
        .SelectMany(row => row.Replies)
        .Select(reply => TextForms.FirstCreation(reply.Text))
        .OfType<DateTimeOffset>()
        .DefaultIfEmpty(DateTimeOffset.MinValue)
        .Min();

    public string? Find(RecordedRow row)
    {
        if (row.Request is null)
        {
            return row.ExitStatus is > 0 ? null : "an event beside the wire";
        }

        if (row.IsRefused)
        {
            return "there was no daemon to connect to";
        }

        if (row.Request.Length == 0 && row.Replies.Count > 0)
        {
            // An empty message is no call: what was answered here is not in the recording.
            return "what was sent before is not in the recording";
        }

        return row.Messages.Any(message => CallText.MethodOf(message) == "io.podman.GetContainerLogs") && WasWrittenBeside(row)
            ? "the daemon's log file was changed beside the wire"
            : null;
    }

    /// <summary>Whether the log holds lines that no program of the recording can have written, or was taken away.</summary>
    private bool WasWrittenBeside(RecordedRow row)
    {
        if (row is { IsClosed: true, Replies.Count: 0 })
        {
            return true;
        }

        IEnumerable<string> lines = row.Replies.Select(reply => CallText.Parse(reply.Text)).OfType<JsonElement>()
            .Where(reply => reply.ValueKind == JsonValueKind.Object)
            .SelectMany(reply => reply.TryGetProperty("parameters", out JsonElement parameters)
                && parameters.TryGetProperty("container", out JsonElement list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select(line => line.GetString()!)
                : []);
        return lines.Any(line => TextForms.TimeOf(line) is not { } time || time < _begin);
    }
}
