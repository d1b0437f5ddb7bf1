namespace LogViewer.Api;

/// <summary>What is sent to a page that follows a log.</summary>
/// <param name="Time">When the line was written; null where the log does not say.</param>
/// <param name="Source">Where: <c>stdout</c>, <c>stderr</c>, or empty.</param>
/// <param name="Text">The line. For an end or a failure: why.</param>
internal sealed record LogEvent(DateTimeOffset? Time, string Source, string Text)
{
    /// <summary>The following has begun: the container exists.</summary>
    public const string Open = "open";

    /// <summary>A line.</summary>
    public const string Line = "line";

    /// <summary>The container has ended, and its log with it.</summary>
    public const string End = "end";

    /// <summary>The log cannot be followed any further.</summary>
    public const string Failure = "failure";

    /// <summary>The application stops; the page may connect again later.</summary>
    public const string Stopping = "stopping";
}
