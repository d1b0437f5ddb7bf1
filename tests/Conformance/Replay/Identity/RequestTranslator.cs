using System.Text.RegularExpressions;
using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay.Identity;

/// <summary>
/// Puts the engine's ids, made-up names and folders in the place of the recorded ones. It works on the text, because a request need not be JSON.
/// </summary>
internal sealed partial class RequestTranslator(IdMap ids, LiveIds live, string folder)
{
    // Shorter strings of these characters are ordinary words as often as not.
    private const int ShortestSurePrefix = 12;

    [GeneratedRegex("""(?<key>"(?:name|image|imageid|image_id|tagged)"\s*:\s*)?"(?<lead>sha256:)?(?<hex>[0-9a-fA-F]{1,65})(?<rest>[^"\\]*)" """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex HexValue();

    [GeneratedRegex("""(?<="name"\s*:\s*")[a-z]+_[a-z]+(?=")""")]
    private static partial Regex MadeUpName();

    /// <summary>Translates a request.</summary>
    /// <returns>
    /// The request, and what was replaced in it that a reply may echo: recorded and sent. No request where the recorded one spoke of several
    /// things by one prefix, and no two of the engine's begin alike.
    /// </returns>
    public (string? Request, IReadOnlyList<(string Recorded, string Sent)> Echoes) Translate(RecordedRow row, string request)
    {
        bool isImpossible = false;
        var echoes = new List<(string Recorded, string Sent)>();
        string? method = CallText.MethodOf(request.Split('\0')[0]);
        string text = request.Replace(RecordingFile.RecordedFolder, folder, StringComparison.Ordinal);
        text = IdMap.FullId().Replace(text, match => ids.TryGetEngine(match.Value, out string? engine) ? engine : match.Value);
        text = HexValue().Replace(text, match =>
        {
            string recorded = match.Groups["hex"].Value;
            bool isLone = match.Groups["rest"].Length == 0;
            bool isSure = recorded.Length >= ShortestSurePrefix || (match.Groups["key"].Success && isLone);
            if (!isSure || recorded.Length >= IdMap.FullLength || Prefix(row, method, recorded) is not { } sent)
            {
                return match.Value;
            }

            isImpossible |= sent.Length == 0;

            echoes.Add((recorded, sent));
            return $"{match.Groups["key"].Value}\"{match.Groups["lead"].Value}{sent}{match.Groups["rest"].Value}\"";
        });
        text = MadeUpName().Replace(text, match => ids.TryGetName(match.Value, out string? name) ? name : match.Value);
        return (isImpossible ? null : text, echoes);
    }

    /// <summary>
    /// A prefix that means to the engine what this one meant to the recorded daemon: one thing, or several. Empty where there is none that
    /// means several; null where it meant nothing.
    /// </summary>
    private string? Prefix(RecordedRow row, string? method, string recorded)
    {
        string lower = recorded.ToLowerInvariant();
        string[] alive = [.. live.For(method).Where(id => id.StartsWith(lower, StringComparison.Ordinal))];
        string? meant = IdMap.FullId().Matches(string.Concat(row.Replies.Select(reply => reply.Text)))
            .Select(match => match.Value).FirstOrDefault(id => id.StartsWith(lower, StringComparison.Ordinal));
        if (meant is null && alive.Length > 1)
        {
            return Ambiguous(live.For(method), lower.Length);
        }

        meant ??= alive.FirstOrDefault() ?? ids.Known(lower).FirstOrDefault();
        if (meant is null || !ids.TryGetEngine(meant, out string? engine))
        {
            return null;
        }

        int length = lower.Length;
        while (length < IdMap.FullLength && alive.Length <= 1 && IsAmbiguous(engine[..length], engine, method))
        {
            length++;
        }

        string prefix = engine[..length];
        return recorded == lower ? prefix : prefix.ToUpperInvariant();
    }

    private bool IsAmbiguous(string prefix, string engine, string? method) => EngineIds(live.For(method))
        .Any(id => id != engine && id.StartsWith(prefix, StringComparison.Ordinal));

    private string Ambiguous(HashSet<string> among, int length)
    {
        for (; length > 0; length--)
        {
            string? prefix = EngineIds(among).GroupBy(id => id[..length], StringComparer.Ordinal)
                .FirstOrDefault(group => group.Count() > 1)?.Key;
            if (prefix is not null)
            {
                return prefix;
            }
        }

        return "";
    }

    private IEnumerable<string> EngineIds(HashSet<string> recorded) =>
        recorded.Select(id => ids.TryGetEngine(id, out string? engine) ? engine : null).OfType<string>();
}
