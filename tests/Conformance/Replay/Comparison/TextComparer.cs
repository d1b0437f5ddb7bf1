using System.Text.RegularExpressions;
using Varlink.Conformance.Replay.Identity;
using Varlink.Conformance.Replay.Recording;

namespace Varlink.Conformance.Replay.Comparison;

/// <summary>Compares strings: ids by their counterparts, times and the like by their form, all else letter by letter.</summary>
internal sealed partial class TextComparer(IdMap ids, string folder)
{
    /// <summary>What was replaced in the request and may come back in the reply.</summary>
    public IReadOnlyList<(string Recorded, string Sent)> Echoes { get; set; } = [];

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")]
    private static partial Regex ShortId();

    [GeneratedRegex("^[a-z]+_[a-z]+$")]
    private static partial Regex MadeUpName();

    /// <summary>What is different; null when nothing is.</summary>
    public string? Compare(string member, string recorded, string engine)
    {
        engine = engine.Replace(folder, RecordingFile.RecordedFolder, StringComparison.Ordinal);
        if (recorded == engine || FieldForms.IsProse(member))
        {
            return null;
        }

        if (FieldForms.IsHostName(member))
        {
            return CompareHostNames(recorded, engine);
        }

        if (FieldForms.IsNumberInText(member))
        {
            return Form(recorded) == Form(engine) ? null : "another form";
        }

        if (member is "names" or "Name" or "name" && MadeUpName().IsMatch(recorded) && MadeUpName().IsMatch(engine))
        {
            ids.PairName(recorded, engine);
            return null;
        }

        return CompareWords(member, recorded, engine);
    }

    private string? CompareWords(string member, string recorded, string engine)
    {
        string[] left = [.. IdMap.FullId().Matches(recorded).Select(match => match.Value)];
        string[] right = [.. IdMap.FullId().Matches(engine).Select(match => match.Value)];
        foreach ((string before, string after) in left.Zip(right))
        {
            // Digests are of contents, which are stand-ins; ids must be the same things throughout.
            bool isDigest = member is "Digest" or "repoDigests" or "RepoDigests" or "createdBy" or "logs" or "reason" or "Layers" or "comment"
                || recorded.Contains("sha256:" + before, StringComparison.Ordinal) || recorded.Contains("/overlay/" + before, StringComparison.Ordinal);
            if (isDigest)
            {
                ids.PairLoosely(before, after);
            }
            else if (ids.Pair(before, after) is { } wrong)
            {
                return wrong;
            }
        }

        string maskedLeft = Mask(recorded);
        string maskedRight = Mask(engine);
        if (maskedLeft == maskedRight)
        {
            return null;
        }

        foreach ((string before, string sent) in Echoes)
        {
            maskedLeft = Regex.Replace(maskedLeft, $"(?<![\\w]){Regex.Escape(before)}(?![\\w])", sent.Replace("$", "$$", StringComparison.Ordinal));
        }

        return maskedLeft == maskedRight ? null : "another text";
    }

    private static string Mask(string text)
    {
        text = IdMap.FullId().Replace(text, "<id>");
        text = TextForms.Mask(text);
        return ShortId().Replace(text, "<short id>");
    }

    private static string? CompareHostNames(string recorded, string engine)
    {
        bool isFine = recorded.Length == 0 == (engine.Length == 0)
            && recorded.StartsWith('/') == engine.StartsWith('/')
            && TextForms.IsDuration(recorded) == TextForms.IsDuration(engine);
        return isFine ? null : "another form";
    }

    private static string Form(string text) => text.Length == 0 ? "" : text == "0" ? "0" : text.All(char.IsAsciiDigit) ? "number" : text;
}
