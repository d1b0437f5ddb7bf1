using Varlink.Idl.Syntax;
using static Varlink.Idl.Tests.Trees;

namespace Varlink.Idl.Tests;

public class ValidTextTests
{
    [Test]
    public void The_certification_interface_is_read_whole()
    {
        InterfaceSyntax tree = Parsed(Certification.Text);

        Assert.That(tree.Name, Is.EqualTo("org.varlink.certification"));
        Assert.That(tree.Documentation.Lines, Is.EqualTo(new[] { "Interface to test varlink implementations against." }));
        Assert.That(tree.Members.OfType<TypeDeclarationSyntax>().Count(), Is.EqualTo(2));
        Assert.That(tree.Members.OfType<MethodSyntax>().Count(), Is.EqualTo(7));
        Assert.That(tree.Members.OfType<ErrorSyntax>().Count(), Is.EqualTo(2));
    }

    [TestCase("interface org.example")]
    [TestCase("\uFEFFinterface org.example")]
    [TestCase("interface org.example # and a comment")]
    [TestCase("interface org.example.with-dash.and-2.digits3")]
    [TestCase("interface a.0")]
    [TestCase("interface A--b.c--d")]
    [TestCase("interface org.example type A () type B () method M() -> () error E ()")]
    [TestCase("interface org.example\rtype A ()\r\n\r\ntype B ()\u2028method M()\u2029-> ()")]
    [TestCase("interface org.example\u00A0type\u2003A\u3000(\uFEFFa\u1680:\u202Fint\u205F)")]
    [TestCase("#a\ninterface#b\norg.example#c\ntype#d\nA#e\n(#f\na#g\n:#h\n[#i\n]#j\n?#k\n[#l\nstring#m\n]#n\nint#o\n,#p\nb#q\n:int#r\n)#s\nmethod#t\nM#u\n(#v\n)#w\n->#x\n(#y\n)#z")]
    [TestCase("interface org.example\ntype A (a: [] int, b: ? int, c: [string] int, d: [ string ] ? [ ] [ \n ] int)")]
    [TestCase("interface org.example\ntype A (a:int,b:?[]?[string]?A,c:[string]())")]
    [TestCase("interface org.example\ntype A(a:())method M(a:A)->(b:[](one,two))error E(a:?(x:int))")]
    [TestCase("interface org.example\ntype A (in: int, out: int, type: string, method: bool, error: A, interface: any, readonly: int, string: string)")]
    [TestCase("interface org.example\ntype A (type, method, error, interface, string, int)")]
    [TestCase("interface org.example\ntype A (\n  type: string,\n  method: string,\n  error: string\n)")]
    [TestCase("interface org.example\ntype A (\n  type,\n  method,\n  error\n)")]
    [TestCase("interface org.example\ntype A (a_b: int, aB: int, AB: int, a1_2: int)")]
    [TestCase("interface org.example\ntype A (a: A)")]
    [TestCase("interface org.example\nmethod M(a: Later) -> ()\ntype Later ()")]
    [TestCase("interface org.example\ntype Int (a: int)\ntype B (a: Int)")]
    [TestCase("interface org.example\ntype Type ()\ntype TypeA (a: Type)\nmethod Method() -> ()\nerror Error ()")]
    public void What_the_language_allows_is_accepted_without_a_word(string text) =>
        Assert.That(IdlParser.Parse(text), Has.Property(nameof(ParseResult.HasErrors)).False.And.Property(nameof(ParseResult.Diagnostics)).Empty);

    [Test]
    public void Every_type_has_its_node()
    {
        InterfaceSyntax tree = Parsed("""
            interface org.example
            type T (
              a: bool, b: int, c: float, d: string, e: object, f: any,
              g: T, h: []int, i: [string]int, j: ?int, k: ?[]?[string]int, l: (x: int), m: (one, two), n: (), o: [string]()
            )
            """);

        Assert.That(tree, Is.EqualTo(Interface("org.example", TypeOf("T", Struct(
            Field("a", Primitive(PrimitiveKind.Bool)),
            Field("b", Int),
            Field("c", Primitive(PrimitiveKind.Float)),
            Field("d", Primitive(PrimitiveKind.String)),
            Field("e", Primitive(PrimitiveKind.Object)),
            Field("f", Primitive(PrimitiveKind.Any)),
            Field("g", new NamedTypeSyntax("T")),
            Field("h", new ArrayTypeSyntax(Int)),
            Field("i", new MapTypeSyntax(Int)),
            Field("j", new NullableTypeSyntax(Int)),
            Field("k", new NullableTypeSyntax(new ArrayTypeSyntax(new NullableTypeSyntax(new MapTypeSyntax(Int))))),
            Field("l", Struct(Field("x", Int))),
            Field("m", Enum("one", "two")),
            Field("n", Struct()),
            Field("o", new MapTypeSyntax(Struct())))))));
    }

    [Test]
    public void Every_member_has_its_node()
    {
        InterfaceSyntax tree = Parsed("interface org.example type T (one) method M(a: int) -> (b: T) error E (c: int)");

        Assert.That(tree, Is.EqualTo(Interface(
            "org.example",
            TypeOf("T", Enum("one")),
            new MethodSyntax("M", DocumentationSyntax.None, Struct(Field("a", Int)), Struct(Field("b", new NamedTypeSyntax("T")))),
            new ErrorSyntax("E", DocumentationSyntax.None, Struct(Field("c", Int))))));
    }

    [Test]
    public void Nodes_know_where_they_stand()
    {
        const string Text = "interface org.example\r\ntype T (\r\n  one: []?(x: int))\r\nmethod M() -> (two: T)";
        InterfaceSyntax tree = Parsed(Text);
        StructSyntax definition = (StructSyntax)((TypeDeclarationSyntax)tree.Members[0]).Definition;
        MethodSyntax method = (MethodSyntax)tree.Members[1];

        Assert.That(tree.Span, Is.EqualTo(new TextSpan(10, 11, 1, 11)));
        Assert.That(tree.Members[0].Span, Is.EqualTo(SpanOf(Text, "T", 2, 6)));
        Assert.That(definition.Span, Is.EqualTo(SpanOf(Text, "(\r\n  one: []?(x: int))", 2, 8)));
        Assert.That(definition.Fields[0].Span, Is.EqualTo(SpanOf(Text, "one", 3, 3)));
        Assert.That(definition.Fields[0].Type.Span, Is.EqualTo(SpanOf(Text, "[]?(x: int)", 3, 8)));
        Assert.That(method.Span, Is.EqualTo(SpanOf(Text, "M", 4, 8)));
        Assert.That(method.Output.Fields[0].Type.Span, Is.EqualTo(new TextSpan(Text.Length - 2, 1, 4, 21)));
    }

    [Test]
    public void A_byte_order_mark_takes_no_column() =>
        Assert.That(Parsed("\uFEFFinterface org.example").Span, Is.EqualTo(new TextSpan(11, 11, 1, 11)));

    [Test]
    public void Trees_are_equal_wherever_they_stand_and_whatever_comments_are_around() =>
        Assert.That(
            Parsed("# a\n\ninterface org.example # b\n\n\ntype   T (one)\n# c\n"),
            Is.EqualTo(Parsed("interface org.example type T (one)")));

    [Test]
    public void No_text_is_an_error_of_the_caller() => Assert.That(() => IdlParser.Parse(null!), Throws.ArgumentNullException);

    private static TextSpan SpanOf(string text, string part, int line, int column) =>
        new(text.IndexOf(part, StringComparison.Ordinal), part.Length, line, column);
}
