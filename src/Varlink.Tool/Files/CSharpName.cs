using System.Text.RegularExpressions;

namespace Varlink.Tool.Files;

/// <summary>Names that end up in generated code as they are given.</summary>
internal static partial class CSharpName
{
    /// <summary>Whether the classes' names can begin with it: the rule that the generator has for the Name of a Varlink item.</summary>
    public static bool IsValid(string name) => Name().IsMatch(name);

    [GeneratedRegex(@"\A\p{Lu}[\p{L}\p{Nd}_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
