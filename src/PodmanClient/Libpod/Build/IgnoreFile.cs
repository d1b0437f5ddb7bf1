using System.Text;
using System.Text.RegularExpressions;

namespace Podman.Libpod.Build;

/// <summary>
/// The patterns of a .containerignore or .dockerignore: what of a folder is not sent to the build. The last pattern that matches a path, or a
/// folder above it, decides; one behind an exclamation mark brings back what others left out.
/// </summary>
internal sealed class IgnoreFile
{
    private static readonly string[] Names = [".containerignore", ".dockerignore"];

    // A pattern of blanks and stars must not take for ever over a long path.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly List<(Regex Pattern, bool IsException)> _rules = [];

    private IgnoreFile(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            string text = line.Trim();
            if (text.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            bool isException = text.StartsWith('!');
            string pattern = Normalize(isException ? text[1..].Trim() : text);
            if (pattern.Length > 0)
            {
                _rules.Add((new Regex(ToRegex(pattern), RegexOptions.CultureInvariant, MatchTimeout), isException));
            }
        }
    }

    /// <summary>Whether something below a folder that is left out may have been brought back.</summary>
    public bool HasExceptions => _rules.Exists(static rule => rule.IsException);

    /// <summary>Reads the patterns of a folder; none where it has no such file.</summary>
    public static IgnoreFile Read(string folder)
    {
        string? path = Names.Select(name => Path.Join(folder, name)).FirstOrDefault(File.Exists);
        return new IgnoreFile(path is null ? [] : File.ReadLines(path));
    }

    public static IgnoreFile Parse(params IEnumerable<string> lines) => new(lines);

    /// <summary>Whether a path is left out.</summary>
    /// <param name="path">The path below the folder, with slashes.</param>
    public bool IsIgnored(string path)
    {
        bool isIgnored = false;
        foreach ((Regex pattern, bool isException) in _rules)
        {
            // Only what changes the verdict needs to be looked at.
            if (isIgnored == isException && pattern.IsMatch(path))
            {
                isIgnored = !isException;
            }
        }

        return isIgnored;
    }

    /// <summary>Slashes at either end, and "." and "..", mean nothing: patterns go by the folder itself.</summary>
    private static string Normalize(string pattern)
    {
        var parts = new List<string>();
        foreach (string part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private static string ToRegex(string pattern)
    {
        var regex = new StringBuilder("^");
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i++;
                    if (i + 1 < pattern.Length && pattern[i + 1] == '/')
                    {
                        i++;
                        regex.Append("(?:.*/)?");
                    }
                    else
                    {
                        regex.Append(".*");
                    }

                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', i + 1) is var end && end > i + 1:
                    string set = pattern[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
                    regex.Append('[').Append(set).Append(']');
                    i = end;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        // A folder takes what is in it along.
        return regex.Append("(?:/.*)?$").ToString();
    }
}
