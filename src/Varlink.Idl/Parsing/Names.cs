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

    /// <summary>The nearest valid name of a member: the words of the bad one, each with a capital. Null when no such name suggests itself.</summary>
    public static string? RepairMember(string word)
    {
        IEnumerable<string> words = Words(word.Substring(word.LastIndexOf('.') + 1));
        return Valid(string.Concat(words.Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1))));
    }

    /// <summary>The nearest valid name of a field: the words of the bad one, joined by underscores. Null when no such name suggests itself.</summary>
    public static string? RepairField(string word) => Valid(string.Join("_", Words(word)));

    private static IEnumerable<string> Words(string word) => word.Split('_', '-', '.').Where(part => part.Length > 0);

    /// <summary>Nobody can tell which letter to put before a digit, or what to write for a letter that is not one of ours.</summary>
    private static string? Valid(string name) => name.Length > 0 && IsField(name) ? name : null;
}
