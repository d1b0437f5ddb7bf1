using System.Globalization;

namespace Varlink.Idl.Parsing;

/// <summary>What to say about characters that the language does not know.</summary>
internal static class JunkMessage
{
    private const int LongestQuote = 20;

    public static string For(string junk) => junk switch
    {
        ";" => "';' has no meaning here: fields are separated by ',', members by a new line.",
        "=" => "'=' has no meaning here: the type of a field stands after ':', the definition of a type directly after its name. There are no default values.",
        ">" => "'>' has no meaning here: write '->' before the reply of a method, or remove it.",
        "<" => "'<' has no meaning here: write '[]T' for an array of T, '[string]T' for a map.",
        "|" => "'|' has no meaning here: the values of an enum are separated by ','; a field has one type.",
        "=>" or "-" or "\u2192" or "\u21D2" or "\u2013" or "\u2014" or "\u2013>" or "\u2014>" =>
            $"{Describe(junk)} has no meaning here: write '->' between the parameters of a method and those of its reply.",
        "\"" or "'" or "`" or "\u2018" or "\u2019" or "\u201C" or "\u201D" => "Quotes have no meaning here: names are written without them.",
        _ => $"{Describe(junk)} has no meaning here: remove it.",
    };

    private static string Describe(string junk) =>
        junk.Length <= LongestQuote && junk.All(c => c is > ' ' and <= '~')
            ? $"'{junk}'"
            : "The character U+" + ((int)junk[0]).ToString("X4", CultureInfo.InvariantCulture);
}
