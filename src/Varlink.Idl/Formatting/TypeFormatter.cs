using Varlink.Idl.Syntax;

namespace Varlink.Idl.Formatting;

/// <summary>Writes types, each struct and enum on one line or on several.</summary>
internal sealed class TypeFormatter(LineWriter writer)
{
    private const int MaximumColumns = 80;

    private readonly CommentFormatter _comments = new(writer);

    /// <summary>Writes a type behind what stands on the line already.</summary>
    /// <param name="type">The type.</param>
    /// <param name="behind">How many columns must follow it on its last line.</param>
    public void Write(TypeSyntax type, int behind)
    {
        switch (type)
        {
            case NullableTypeSyntax nullable:
                writer.Write("?");
                Write(nullable.Element, behind);
                break;
            case ArrayTypeSyntax array:
                writer.Write("[]");
                Write(array.Element, behind);
                break;
            case MapTypeSyntax map:
                writer.Write("[string]");
                Write(map.Value, behind);
                break;
            case StructSyntax or EnumSyntax:
                WriteList(type, behind);
                break;
            default:
                writer.Write(TypeText.Of(type));
                break;
        }
    }

    private void WriteList(TypeSyntax list, int behind)
    {
        if (FlatText.IsEmpty(list))
        {
            writer.Write("()");
            return;
        }

        if (FlatText.TryWrite(list, MaximumColumns - writer.Column - behind) is { } flat)
        {
            writer.Write(flat);
            return;
        }

        writer.Write("(");
        writer.EndLine();
        writer.Indent();
        WriteElements(list);
        _comments.WriteClosing(list);
        writer.Unindent();
        writer.Write(")");
    }

    private void WriteElements(TypeSyntax list)
    {
        if (list is StructSyntax { Fields: var fields })
        {
            for (int i = 0; i < fields.Count; i++)
            {
                StartElement(fields[i], fields[i].Documentation, i == 0);
                writer.Write(fields[i].Name + ": ");
                Write(fields[i].Type, i < fields.Count - 1 ? 1 : 0);
                EndElement(fields[i], fields[i].Documentation, i == fields.Count - 1);
            }
        }
        else if (list is EnumSyntax { Values: var values })
        {
            for (int i = 0; i < values.Count; i++)
            {
                StartElement(values[i], values[i].Documentation, i == 0);
                writer.Write(values[i].Name);
                EndElement(values[i], values[i].Documentation, i == values.Count - 1);
            }
        }
    }

    private void StartElement(SyntaxNode element, DocumentationSyntax documentation, bool isFirst)
    {
        if (!isFirst && element.Comments.Leading.Count > 0)
        {
            writer.EndLine();
        }

        _comments.WriteBefore(element, documentation);
    }

    private void EndElement(SyntaxNode element, DocumentationSyntax documentation, bool isLast)
    {
        if (!isLast)
        {
            writer.Write(",");
        }

        _comments.EndElement(element, documentation);
    }
}
