namespace Varlink.Idl.Parsing;

/// <summary>What the language takes for a name.</summary>
internal static class Names
{
    /// <summary><c>[A-Z][A-Za-z0-9]*</c>.</summary>
    public static bool IsMember(string word) => Characters.IsUpper(word[0]) && word.All(Characters.IsLetterOrDigit);

    /// <summary><c>[A-Za-z](_?[A-Za-z0-9])*</c>, and underscores in places where not every implementation takes them.</summary>
    public static bool IsField(string word) => Characters.IsLetter(word[0]) && word.All(c => Characters.IsLetterOrDigit(c) || c == '_');

    /// <summary>Whether underscores stand where the grammar does not have them: several in a row, or at the end.</summary>
    public static bool IsUnusualField(string word) => word[word.Length - 1] == '_' || word.Contains("__");

    /// <summary>The nearest valid name of a member; null when nothing is left of the word.</summary>
    public static string? RepairMember(string word)
    {
        char[] kept = word.SkipWhile(c => !Characters.IsLetter(c)).Where(Characters.IsLetterOrDigit).ToArray();
        if (kept.Length == 0)
        {
            return null;
        }

        kept[0] = char.ToUpperInvariant(kept[0]);
        return new string(kept);
    }

    /// <summary>The nearest valid name of a field; null when nothing is left of the word.</summary>
    public static string? RepairField(string word)
    {
        string kept = new(word.Select(c => c is '-' or '.' ? '_' : c).Where(c => Characters.IsLetterOrDigit(c) || c == '_').ToArray());
        IEnumerable<string> parts = kept.Split('_').Where(part => part.Length > 0);
        string joined = string.Join("_", parts).TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_');
        return joined.Length == 0 ? null : joined;
    }
}
