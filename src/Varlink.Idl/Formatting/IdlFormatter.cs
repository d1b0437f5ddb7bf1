using Varlink.Idl.Syntax;

namespace Varlink.Idl.Formatting;

/// <summary>
/// Writes an interface in the canonical style: two blanks of indent, a struct or an enum on one line where that line has at most 80 columns
/// and no comment inside, otherwise one field a line; one empty line between members; LF as line end, the last line's included.
/// </summary>
public static class IdlFormatter
{
    /// <summary>
    /// Writes the tree as text. Every comment that the parser found is in it, and the text gives the same tree when it is parsed,
    /// documentation included. Formatting it again changes nothing.
    /// </summary>
    /// <param name="tree">
    /// A tree that <see cref="IdlParser"/> gave, or could have given: names are written as they stand, whether they are valid or not.
    /// A line end inside of a comment starts a new comment line.
    /// </param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tree"/> is null.</exception>
    public static string Format(InterfaceSyntax tree)
    {
        if (tree is null)
        {
            throw new ArgumentNullException(nameof(tree));
        }

        LineWriter writer = new();
        new InterfaceFormatter(writer).Write(tree);
        return writer.ToString();
    }
}
