using System.Text;
using System.Text.RegularExpressions;

namespace Varlink.Tool.Terminal;

/// <summary>Colours for the text of an interface. Only colours are added, so a text with mistakes comes through as well.</summary>
internal static partial class DescriptionColours
{
    private const string Reset = "\u001b[0m";
    private const string Grey = "\u001b[90m";
    private const string Blue = "\u001b[34m";
    private const string Bold = "\u001b[1m";
    private const string Cyan = "\u001b[36m";

    public static string Add(string description)
    {
        StringBuilder coloured = new();
        int done = 0;
        foreach (Match piece in Piece().Matches(description))
        {
            coloured.Append(description, done, piece.Index - done);
            done = piece.Index + piece.Length;
            if (piece.Groups["keyword"] is { Success: true } keyword)
            {
                coloured.Append(Blue).Append(keyword.Value).Append(Reset).Append(piece.Groups["blanks"].Value)
                    .Append(Bold).Append(piece.Groups["name"].Value).Append(Reset);
            }
            else
            {
                coloured.Append(piece.Groups["comment"].Success ? Grey : Cyan).Append(piece.Value).Append(Reset);
            }
        }

        return coloured.Append(description, done, description.Length - done).ToString();
    }

    /// <summary>A comment; a keyword and the name behind it, but not a field that has a keyword's name; a type of the language behind its colon.</summary>
    [GeneratedRegex(
        @"(?<comment>#[^\r\n]*)|\b(?<keyword>interface|type|method|error)(?<blanks>[ \t]+)(?<name>[A-Za-z][A-Za-z0-9.-]*)|(?<=[:\]?][ \t]*)\b(?:bool|int|float|string|object|any)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Piece();
}
