using Varlink.Idl.Syntax;
using static Varlink.Idl.Tests.Trees;

namespace Varlink.Idl.Tests;

public class DocumentationTests
{
    private static readonly string[] None = [];

    [TestCase("# one\n# two\n", "one", "two")]
    [TestCase("#one\n#\n# two\n", "one", "", "two")]
    [TestCase("#  one\n#\ttwo\n## three\n", " one", "\ttwo", "# three")]
    [TestCase("# one \r\n# two\r", "one ", "two")]
    [TestCase("# far away\n\n# one\n", "one")]
    [TestCase("# far away\n   \t\n# one\n", "one")]
    [TestCase("  # indented\n", "indented")]
    [TestCase("# one\u2028# two\u2029", "one", "two")]
    [TestCase("# far away\n\n")]
    [TestCase("")]
    public void The_block_directly_before_a_node_documents_it(string comments, params string[] expected)
    {
        InterfaceSyntax tree = Parsed($"{comments}interface org.example\n\n{comments}type T (\n{comments}a: int,\n{comments}b: int)\n{comments}type U (\n{comments}x)");
        TypeDeclarationSyntax type = (TypeDeclarationSyntax)tree.Members[0];
        TypeDeclarationSyntax other = (TypeDeclarationSyntax)tree.Members[1];

        Assert.That(tree.Documentation.Lines, Is.EqualTo(expected));
        Assert.That(type.Documentation.Lines, Is.EqualTo(expected));
        Assert.That(((StructSyntax)type.Definition).Fields.Select(field => field.Documentation.Lines), Is.EqualTo(new[] { expected, expected }));
        Assert.That(other.Documentation.Lines, Is.EqualTo(expected));
        Assert.That(((EnumSyntax)other.Definition).Values[0].Documentation.Lines, Is.EqualTo(expected));
    }

    [TestCase("a: int, # of a\n b: int # of b\n", "of a", "of b")]
    [TestCase("a: int # of a\n , b: int # of b\n", "of a", "of b")]
    [TestCase("a: int, b: int # of b\n", null, "of b")]
    [TestCase("a: int, # of a\n # of b\n b: int", "of a", "of b")]
    [TestCase("a: int, # of a\n # of b\n b: int # of b too\n", "of a", "of b|of b too")]
    [TestCase("\n# of a\n a: int, b: int) # of the member\n", "of a", null)]
    [TestCase("a: int,\n b: int) # of b\n", null, "of b")]
    [TestCase("a: int, # of a\n\n # far away\n\n b: int", "of a", null)]
    [TestCase("# not of a\n\n a: int,\n # of b\n b: int", null, "of b")]
    [TestCase("a: int,\n\n # far away\n\n # of b\n b: int", null, "of b")]
    [TestCase("a: (x: int), # of a\n b: (\n x: int\n) # of b\n", "of a", "of b")]
    [TestCase("a: # inside\n int, b # inside\n : int", null, null)]
    [TestCase("# inside\n\n a: int, b: []\n # inside\n int", null, null)]
    public void A_comment_on_the_line_of_a_field_documents_it(string fields, string? ofA, string? ofB)
    {
        string close = fields.Contains(')') && fields.Contains("int) #") ? string.Empty : ")";
        InterfaceSyntax tree = Parsed($"interface org.example\ntype T ( {fields}{close}");
        StructSyntax definition = (StructSyntax)((TypeDeclarationSyntax)tree.Members[0]).Definition;

        Assert.That(tree.Members[0].Documentation.Lines, Is.Empty);
        Assert.That(definition.Fields[0].Documentation.Lines, Is.EqualTo(ofA?.Split('|') ?? None));
        Assert.That(definition.Fields[1].Documentation.Lines, Is.EqualTo(ofB?.Split('|') ?? None));
    }

    [Test]
    public void A_comment_on_the_line_of_an_enum_value_documents_it()
    {
        InterfaceSyntax tree = Parsed("interface org.example\ntype T (\n one, # first\n # second\n two,\n three # third\n)");
        EnumSyntax definition = (EnumSyntax)((TypeDeclarationSyntax)tree.Members[0]).Definition;

        Assert.That(definition.Values.Select(value => value.Documentation.Lines.Single()), Is.EqualTo(new[] { "first", "second", "third" }));
    }

    [Test]
    public void A_comment_behind_a_member_documents_neither_it_nor_the_next()
    {
        InterfaceSyntax tree = Parsed("interface org.example # of nothing\ntype T (a: int) # of nothing\ntype U (one)");

        Assert.That(tree.Documentation.Lines, Is.Empty);
        Assert.That(tree.Members.Select(member => member.Documentation.Lines), Has.All.Empty);
        Assert.That(((StructSyntax)((TypeDeclarationSyntax)tree.Members[0]).Definition).Fields[0].Documentation.Lines, Is.Empty);
        Assert.That(tree.Members[0].Comments.Trailing, Is.EqualTo("of nothing"));
    }

    [Test]
    public void Documentation_knows_where_it_stands()
    {
        InterfaceSyntax tree = Parsed("interface org.example\n  # one\n  # two\ntype T ()");

        Assert.That(tree.Members[0].Documentation.Span, Is.EqualTo(new TextSpan(24, 13, 2, 3)));
    }
}
