using Varlink.Idl.Syntax;

namespace Varlink.Idl.Tests.Properties;

/// <summary>Builds a valid tree out of random numbers: every kind of node, and comments that nobody would write.</summary>
internal sealed class TreeBuilder(Random random)
{
    private static readonly string[] Fields =
        ["a", "b", "A", "aB", "a_b", "type", "method", "error", "interface", "string", "int", "in", "x1", "name_of_a_field_that_takes_its_place"];

    private static readonly string[] Pieces =
        ["word", " ", "\t", "#", "##", "(", ")", "->", ",", ":", "'", "\"", "\\", "\0", "\u0085", "\u000B", "\u00A0", "\uFEFF", "é", "\U0001F600", "\uD800", "interface a.b", "type T ()"];

    private string[] _types = [];

    public InterfaceSyntax Build()
    {
        string[] names = [.. Enumerable.Range(0, random.Next(8)).Select(Name)];
        string[] kinds = [.. names.Select(_ => Pick("type", "type", "method", "error"))];
        _types = [.. names.Where((_, i) => kinds[i] == "type")];
        return new InterfaceSyntax(Pick("org.example", "a.b", "org.with-dash.x9"), Documentation(), SyntaxList<MemberSyntax>.From(names.Select((name, i) => Member(name, kinds[i]))))
        {
            Comments = Comments(closing: true, trailing: true),
        };
    }

    private MemberSyntax Member(string name, string kind)
    {
        SyntaxComments comments = Comments(closing: false, trailing: true);
        return kind switch
        {
            "type" => new TypeDeclarationSyntax(name, Documentation(), random.Next(3) == 0 ? Enum() : Struct(3)) { Comments = comments },
            "method" => new MethodSyntax(name, Documentation(), Struct(3), Struct(3)) { Comments = comments },
            _ => new ErrorSyntax(name, Documentation(), Struct(3)) { Comments = comments },
        };
    }

    private StructSyntax Struct(int depth) =>
        new(SyntaxList<FieldSyntax>.From(Names(random.Next(5)).Select(name => new FieldSyntax(name, Documentation(), Type(depth)) { Comments = ElementComments() })))
        {
            Comments = Comments(closing: true, trailing: false) with { Leading = SyntaxList<SyntaxList<string>>.Empty },
        };

    private EnumSyntax Enum() =>
        new(SyntaxList<EnumValueSyntax>.From(Names(1 + random.Next(5)).Select(name => new EnumValueSyntax(name, Documentation()) { Comments = ElementComments() })))
        {
            Comments = Comments(closing: true, trailing: false) with { Leading = SyntaxList<SyntaxList<string>>.Empty },
        };

    private TypeSyntax Type(int depth) => (depth == 0 ? random.Next(2) : random.Next(8)) switch
    {
        0 => new PrimitiveTypeSyntax((PrimitiveKind)random.Next(6)),
        1 => _types.Length == 0 ? new PrimitiveTypeSyntax(PrimitiveKind.Any) : new NamedTypeSyntax(Pick(_types)),
        2 or 3 => new ArrayTypeSyntax(Type(depth - 1)),
        4 => new MapTypeSyntax(Type(depth - 1)),
        5 => Type(depth - 1) is var element && element is NullableTypeSyntax ? element : new NullableTypeSyntax(element),
        6 => Enum(),
        _ => Struct(depth - 1),
    };

    private DocumentationSyntax Documentation() => new(random.Next(3) == 0 ? Lines() : SyntaxList<string>.Empty);

    private SyntaxComments ElementComments() => Comments(closing: false, trailing: false) with { IsDocumentationTrailing = random.Next(2) == 0 };

    private SyntaxComments Comments(bool closing, bool trailing) => new()
    {
        Leading = Blocks(),
        Closing = closing ? Blocks() : SyntaxList<SyntaxList<string>>.Empty,
        Trailing = trailing && random.Next(6) == 0 ? Line() : null,
    };

    private SyntaxList<SyntaxList<string>> Blocks() =>
        SyntaxList<SyntaxList<string>>.From(Enumerable.Range(0, Math.Max(0, random.Next(8) - 5)).Select(_ => Lines()));

    private SyntaxList<string> Lines() => SyntaxList<string>.From(Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Line()));

    private string Line() => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Pick(Pieces)));

    private IEnumerable<string> Names(int count)
    {
        string[] names = [.. Fields];
        random.Shuffle(names);
        return names.Take(count);
    }

    private string Name(int number) => Pick("T", "Type", "Method", "X9", "NameOfAMember") + number;

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
