using System.Globalization;
using System.Text.RegularExpressions;

namespace Varlink.Conformance.Replay.Comparison;

/// <summary>Texts of which only the form is the engine's doing: times, durations, addresses, sizes, numbers of processes.</summary>
internal static partial class TextForms
{
    // Headings of the table of processes stand between tabs, as its cells do.
    private const char CellSeparator = '\t';

    private static readonly (Regex Pattern, string Form)[] Forms =
    [
        (RfcTime(), "<time>"),
        (GoTime(), "<go time>"),
        (Uptime(), "<uptime>"),
        (Mac(), "<mac>"),
        (ContainerAddress(), "<address>"),
        (Uuid(), "<uuid>"),
        (CopyProgress(), "<progress>"),
        (StorePath(), "<path>"),
    ];

    /// <summary>The text with all that is left to chance replaced by its form.</summary>
    public static string Mask(string text)
    {
        if (text.Contains(CellSeparator, StringComparison.Ordinal))
        {
            return string.Join(CellSeparator, text.Split(CellSeparator).Select(MaskCell));
        }

        foreach ((Regex pattern, string form) in Forms)
        {
            text = pattern.Replace(text, form);
        }

        return text;
    }

    public static bool IsDuration(string text) => Duration().IsMatch(text);

    /// <summary>A line of a log, less its time.</summary>
    public static string WithoutTime(string line) => LogTime().Replace(line, "<time> ");

    /// <summary>The time of a line of a log; null where it has none.</summary>
    public static DateTimeOffset? TimeOf(string line) =>
        LogTime().Match(line) is { Success: true } match && DateTimeOffset.TryParse(match.Value, CultureInfo.InvariantCulture, out DateTimeOffset time)
            ? time
            : null;

    /// <summary>When the first container of a reply was created; null where it has none.</summary>
    public static DateTimeOffset? FirstCreation(string reply) =>
        CreatedAt().Match(reply) is { Success: true } match
            && DateTimeOffset.TryParseExact(
                $"{match.Groups["time"].Value} {match.Groups["zone"].Value[..3]}:{match.Groups["zone"].Value[3..]}",
                "yyyy-MM-dd HH:mm:ss zzz",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateTimeOffset time)
            ? time
            : null;

    /// <summary>The stream that a line of a log came from; "" for none.</summary>
    public static string StreamOf(string line) => LogTime().Match(line).Groups["stream"].Value;

    /// <summary>Processes run for as long as they do, and their numbers count those that ran before; the first is always the first.</summary>
    private static string MaskCell(string cell) =>
        cell != "0s" && IsDuration(cell) ? "<duration>" : cell.All(char.IsAsciiDigit) && cell is not ("" or "0" or "1") ? "<number>" : cell;

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex RfcTime();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,9})? [+-]\d{4} [A-Z+\-0-9]+")]
    private static partial Regex GoTime();

    [GeneratedRegex(@"^(?:\d+h )?(?:\d+m )?\d+(\.\d+)?s( \(Approximately [\d.]+ days\))?$")]
    private static partial Regex Uptime();

    [GeneratedRegex(@"\b([0-9a-f]{2}:){5}[0-9a-f]{2}\b")]
    private static partial Regex Mac();

    [GeneratedRegex(@"\b10\.88\.\d+\.\d+\b")]
    private static partial Regex ContainerAddress();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\r [\d.]+ [KMG]?i?B / [\d.]+ [KMG]?i?B( +\d+s)?")]
    private static partial Regex CopyProgress();

    // Where an engine keeps its things is its own affair.
    [GeneratedRegex("""^/(var/(lib|run)|run|tmp)/[^\s"]*$""")]
    private static partial Regex StorePath();

    // The zone follows as text: +0000 UTC.
    [GeneratedRegex(@"""createdat"":""(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)[.\d]* (?<zone>[+-]\d{4})")]
    private static partial Regex CreatedAt();

    [GeneratedRegex(@"^-?(\d+h)?(\d+m)?[\d.]+(ns|µs|us|ms|s|m|h)$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}[+-]\d\d:\d\d (?=(?<stream>stdout|stderr) )")]
    private static partial Regex LogTime();
}
