namespace Varlink.Idl.Parsing;

/// <summary>What other languages call the members of an interface, and what is left of a keyword after a slip of the finger.</summary>
internal static class KeywordAliases
{
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["struct"] = Keywords.Type,
        ["record"] = Keywords.Type,
        ["enum"] = Keywords.Type,
        ["message"] = Keywords.Type,
        ["typedef"] = Keywords.Type,
        ["function"] = Keywords.Method,
        ["func"] = Keywords.Method,
        ["call"] = Keywords.Method,
        ["rpc"] = Keywords.Method,
        ["exception"] = Keywords.Error,
    };

    /// <summary>The keyword that is meant; null when nobody can tell.</summary>
    public static string? Find(string word) => Aliases.TryGetValue(word, out string? keyword) ? keyword : new NameSuggester(Keywords.Members).Closest(word);
}
