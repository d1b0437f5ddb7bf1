namespace Podman.Testing.Programs.Shell;

/// <summary>
/// Patterns of <c>case</c>, <c>${x%pattern}</c> and file names: <c>*</c>, <c>?</c>, <c>[a-z]</c>; a backslash takes the meaning away.
/// </summary>
internal static class GlobPattern
{
    private const string Special = "*?[\\";

    /// <summary>Makes a text stand for itself.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(Special) < 0)
        {
            return text;
        }

        return string.Concat(text.Select(c => Special.Contains(c, StringComparison.Ordinal) ? "\\" + c : c.ToString()));
    }

    /// <summary>Whether anything but literal text is in it.</summary>
    public static bool HasWildcards(string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] is '*' or '?' or '[')
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        while (!pattern.IsEmpty)
        {
            if (pattern[0] == '*')
            {
                for (int skipped = 0; skipped <= text.Length; skipped++)
                {
                    if (IsMatch(pattern[1..], text[skipped..]))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (text.IsEmpty || !MatchesOne(ref pattern, text[0]))
            {
                return false;
            }

            text = text[1..];
        }

        return text.IsEmpty;
    }

    private static bool MatchesOne(ref ReadOnlySpan<char> pattern, char c)
    {
        char first = pattern[0];
        if (first == '\\' && pattern.Length > 1)
        {
            bool isSame = pattern[1] == c;
            pattern = pattern[2..];
            return isSame;
        }

        if (first == '[' && pattern[1..].IndexOf(']') is var end && end > 0)
        {
            ReadOnlySpan<char> set = pattern[1..(end + 1)];
            pattern = pattern[(end + 2)..];
            return IsInSet(set, c);
        }

        pattern = pattern[1..];
        return first == '?' || first == c;
    }

    private static bool IsInSet(ReadOnlySpan<char> set, char c)
    {
        bool isNegated = set[0] is '!' or '^';
        set = isNegated ? set[1..] : set;
        bool isFound = false;
        for (int i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                isFound |= c >= set[i] && c <= set[i + 2];
                i += 2;
            }
            else
            {
                isFound |= set[i] == c;
            }
        }

        return isFound != isNegated;
    }
}
