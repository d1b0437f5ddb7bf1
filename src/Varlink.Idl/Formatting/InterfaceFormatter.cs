using Varlink.Idl.Syntax;

namespace Varlink.Idl.Formatting;

/// <summary>Writes the interface and its members.</summary>
internal sealed class InterfaceFormatter(LineWriter writer)
{
    private const string Arrow = " -> ";

    private readonly CommentFormatter _comments = new(writer);
    private readonly TypeFormatter _types = new(writer);

    public void Write(InterfaceSyntax tree)
    {
        _comments.WriteBefore(tree, tree.Documentation);
        writer.Write("interface " + tree.Name);
        _comments.EndMember(tree);
        foreach (MemberSyntax member in tree.Members)
        {
            writer.EndLine();
            _comments.WriteBefore(member, member.Documentation);
            WriteMember(member);
            _comments.EndMember(member);
        }

        if (tree.Comments.Closing.Count > 0)
        {
            writer.EndLine();
            _comments.WriteClosing(tree);
        }
    }

    private void WriteMember(MemberSyntax member)
    {
        switch (member)
        {
            case TypeDeclarationSyntax type:
                writer.Write($"type {type.Name} ");
                _types.Write(type.Definition, 0);
                break;
            case MethodSyntax method:
                // Where the line gets too long, the reply can still break behind its parenthesis, unless there is nothing in it.
                int reply = FlatText.IsEmpty(method.Output) ? "()".Length : "(".Length;
                writer.Write("method " + method.Name);
                _types.Write(method.Input, Arrow.Length + reply);
                writer.Write(Arrow);
                _types.Write(method.Output, 0);
                break;
            case ErrorSyntax error:
                writer.Write($"error {error.Name} ");
                _types.Write(error.Parameters, 0);
                break;
            default:
                throw new ArgumentException($"'{member.Name}' is neither a type nor a method nor an error.", nameof(member));
        }
    }
}
