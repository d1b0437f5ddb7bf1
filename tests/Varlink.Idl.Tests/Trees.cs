using Varlink.Idl.Syntax;

namespace Varlink.Idl.Tests;

/// <summary>Short names for building trees.</summary>
internal static class Trees
{
    public static PrimitiveTypeSyntax Int { get; } = new(PrimitiveKind.Int);

    public static InterfaceSyntax Parsed(string text)
    {
        ParseResult result = IdlParser.Parse(text);
        Assert.That(result.Diagnostics.Select(diagnostic => $"{diagnostic.Span.Line}:{diagnostic.Span.Column} {diagnostic.Message}"), Is.Empty, text);
        return result.Interface!;
    }

    public static InterfaceSyntax Interface(string name, params MemberSyntax[] members) =>
        new(name, DocumentationSyntax.None, SyntaxList<MemberSyntax>.From(members));

    public static TypeDeclarationSyntax TypeOf(string name, TypeSyntax definition) => new(name, DocumentationSyntax.None, definition);

    public static PrimitiveTypeSyntax Primitive(PrimitiveKind kind) => new(kind);

    public static StructSyntax Struct(params FieldSyntax[] fields) => new(SyntaxList<FieldSyntax>.From(fields));

    public static FieldSyntax Field(string name, TypeSyntax type, params string[] documentation) => new(name, Documentation(documentation), type);

    public static EnumSyntax Enum(params string[] values) =>
        new(SyntaxList<EnumValueSyntax>.From(values.Select(value => new EnumValueSyntax(value, DocumentationSyntax.None))));

    public static DocumentationSyntax Documentation(params string[] lines) => new(SyntaxList<string>.From(lines));
}
