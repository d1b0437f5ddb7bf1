using System.Text;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Formatting;

/// <summary>
/// Writes types on one line. It gives up as soon as the line is full, so that trying it for every struct inside of every other struct
/// takes no longer than the text has columns.
/// </summary>
internal sealed class FlatText
{
    private readonly StringBuilder _text = new();
    private readonly int _width;

    private FlatText(int width) => _width = width;

    /// <summary>Writes the type on one line.</summary>
    /// <param name="type">The type.</param>
    /// <param name="width">How many columns there are.</param>
    /// <returns>The text; null when it does not fit or has comments inside.</returns>
    public static string? TryWrite(TypeSyntax type, int width)
    {
        FlatText flat = new(width);
        return flat.TryAdd(type) ? flat._text.ToString() : null;
    }

    /// <summary>Whether a struct or an enum has nothing in it, so that there is nothing to put on a line of its own.</summary>
    public static bool IsEmpty(TypeSyntax list) => list is StructSyntax { Fields.Count: 0 } && list.Comments.Closing.Count == 0;

    private bool TryAdd(TypeSyntax type)
    {
        switch (type)
        {
            case NullableTypeSyntax nullable:
                return TryAdd("?") && TryAdd(nullable.Element);
            case ArrayTypeSyntax array:
                return TryAdd("[]") && TryAdd(array.Element);
            case MapTypeSyntax map:
                return TryAdd("[string]") && TryAdd(map.Value);
            case StructSyntax list:
                return list.Comments.Closing.Count == 0 && TryAdd("(") && list.Fields.All(field => TryAddField(field, list.Fields[0])) && TryAdd(")");
            case EnumSyntax list:
                return list.Comments.Closing.Count == 0 && TryAdd("(") && list.Values.All(value => TryAddValue(value, list.Values[0])) && TryAdd(")");
            default:
                return TryAdd(TypeText.Of(type));
        }
    }

    private bool TryAddField(FieldSyntax field, FieldSyntax first) =>
        TryAddName(field, field.Name + ": ", field.Documentation, ReferenceEquals(field, first)) && TryAdd(field.Type);

    private bool TryAddValue(EnumValueSyntax value, EnumValueSyntax first) =>
        TryAddName(value, value.Name, value.Documentation, ReferenceEquals(value, first));

    private bool TryAddName(SyntaxNode node, string name, DocumentationSyntax documentation, bool isFirst) =>
        documentation.Lines.Count == 0 && node.Comments.Leading.Count == 0 && TryAdd(isFirst ? name : ", " + name);

    private bool TryAdd(string text)
    {
        _text.Append(text);
        return _text.Length <= _width;
    }
}
