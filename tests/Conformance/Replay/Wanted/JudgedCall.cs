using Varlink.Conformance.Replay.Comparison;
using Varlink.Conformance.Replay.Identity;
using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay.Wanted;

/// <summary>An exchange that shows a difference, as the rules look at it.</summary>
/// <param name="Row">What was recorded.</param>
/// <param name="Outcome">What came.</param>
/// <param name="Difference">The first difference.</param>
/// <param name="Next">The recorded exchange after it; null behind the last.</param>
/// <param name="SearchedRegistries">Where the engine looks for short names.</param>
/// <param name="WasThere">Whether an image of the engine, by its id, had been there before.</param>
internal sealed record JudgedCall(
    RecordedRow Row,
    Outcome Outcome,
    Difference Difference,
    RecordedRow? Next,
    IReadOnlyList<string> SearchedRegistries,
    Func<string?, bool> WasThere)
{
    /// <summary>The name of the method without its interface; "" where there is none.</summary>
    public string Method => CallText.MethodOf(Message) is { } method ? method[(method.LastIndexOf('.') + 1)..] : "";

    public string Message => Row.Messages is [var first, ..] ? first : "";

    public string? RecordedError => ErrorOf(Row.Replies is [.., var last] ? last.Text : "");

    public string? EngineError => ErrorOf(Outcome.Replies is [.., var last] ? last : "");

    public string RecordedText => Row.Replies is [.., var last] ? last.Text : "";

    /// <summary>A text of the engine's last reply, by the way to it.</summary>
    public string? EngineText(params string[] path) => CallText.TextAt(Outcome.Replies is [.., var last] ? last : "", ["parameters", .. path]);

    /// <summary>A text of the recorded last reply, by the way to it.</summary>
    public string? RecordedTextAt(params string[] path) => CallText.TextAt(RecordedText, ["parameters", .. path]);

    /// <summary>A text of the request's parameters, by the way to it.</summary>
    public string? Parameter(params string[] path) => CallText.TextAt(Message, ["parameters", .. path]);

    private static string? ErrorOf(string reply) => CallText.TextAt(reply, "error");
}
