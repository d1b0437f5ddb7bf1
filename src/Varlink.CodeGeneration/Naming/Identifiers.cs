using System.Text;

namespace Varlink.CodeGeneration.Naming;

/// <summary>How names of the interface become names of C#.</summary>
internal static class Identifiers
{
    /// <summary>The reserved words, and those that would change their meaning where generated or overriding code uses them.</summary>
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "async", "await", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "field", "finally", "fixed",
        "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new",
        "null", "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "scoped", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while", "yield",
    };

    /// <summary><c>host_port</c> and <c>hostPort</c> become <c>HostPort</c>.</summary>
    public static string Pascal(string name)
    {
        var result = new StringBuilder(name.Length);
        bool startsWord = true;
        foreach (char c in name)
        {
            if (c == '_')
            {
                startsWord = true;
                continue;
            }

            result.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = false;
        }

        return result.ToString();
    }

    /// <summary><c>HostPort</c> becomes <c>hostPort</c>, <c>IDMap</c> becomes <c>idMap</c>, <c>ID</c> becomes <c>id</c>.</summary>
    public static string Camel(string pascal)
    {
        int capitals = 0;
        while (capitals < pascal.Length && char.IsUpper(pascal[capitals]))
        {
            capitals++;
        }

        // The last capital of a run begins the next word, unless the run is the whole name or a single letter.
        int lower = capitals <= 1 || capitals == pascal.Length ? capitals : capitals - 1;
        return pascal.Substring(0, lower).ToLowerInvariant() + pascal.Substring(lower);
    }

    /// <summary>Puts the <c>@</c> before keywords.</summary>
    public static string Escape(string identifier) => Keywords.Contains(identifier) ? "@" + identifier : identifier;

    /// <summary>
    /// Whether a name can be demanded: a capital, then letters, digits and underscores. No keyword begins with a capital, and no
    /// local variable of generated code does.
    /// </summary>
    public static bool IsValid(string name) =>
        name.Length > 0 && char.IsUpper(name[0]) && name.All(c => IsStart(c) || char.IsDigit(c));

    /// <summary>Makes a namespace out of any text with dots in it.</summary>
    public static string Namespace(string text) => string.Join(".", text.Split('.').Select(Label).Where(label => label.Length > 0));

    /// <summary>The namespace for an interface that nobody gave one: <c>io.podman</c> becomes <c>Io.Podman</c>.</summary>
    public static string NamespaceOf(string interfaceName) => Namespace(string.Join(".", interfaceName.Split('.').Select(WordOf)));

    /// <summary>The C# word for one label of an interface's name: <c>my-service</c> becomes <c>MyService</c>.</summary>
    public static string WordOf(string label)
    {
        string word = Pascal(label.Replace('-', '_'));
        return word.Length > 0 && char.IsDigit(word[0]) ? "_" + word : word;
    }

    private static string Label(string text)
    {
        var result = new StringBuilder(text.Length + 1);
        foreach (char c in text.Trim())
        {
            result.Append(IsStart(c) || char.IsDigit(c) ? c : '_');
        }

        if (result.Length > 0 && char.IsDigit(result[0]))
        {
            result.Insert(0, '_');
        }

        return Escape(result.ToString());
    }

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c);
}
