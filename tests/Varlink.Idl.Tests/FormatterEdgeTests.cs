using Varlink.Idl.Formatting;
using Varlink.Idl.Syntax;
using static Varlink.Idl.Tests.Trees;

namespace Varlink.Idl.Tests;

/// <summary>The 80th column, and trees that only a program can build.</summary>
public class FormatterEdgeTests
{
    [TestCase("type T ({0}: int)")]
    [TestCase("type T ({0}, b)")]
    [TestCase("type T (a: [](x: ?[string]bool, {0}: any))")]
    [TestCase("method M({0}: int) -> ()")]
    [TestCase("error E ({0}: float, b: object)")]
    public void A_line_of_80_columns_is_kept_and_one_of_81_is_broken(string member)
    {
        Assert.That(LinesOf(Fill(member, columns: 80)), Has.Length.EqualTo(1));
        Assert.That(LinesOf(Fill(member, columns: 81)), Has.Length.GreaterThan(1).And.All.Length.LessThanOrEqualTo(80));
    }

    [Test]
    public void A_reply_needs_room_for_its_parenthesis_and_an_empty_one_for_both()
    {
        // "-> (" may end in column 80; the reply then stands on lines of its own.
        string[] lines = LinesOf(Fill("method M({0}: int) -> (", columns: 80) + "first_field: string)");
        Assert.That(lines[0], Has.Length.EqualTo(80).And.EndsWith(") -> ("));
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(LinesOf(Fill("method M({0}: int) -> (", columns: 81) + "first_field: string)")[0], Is.EqualTo("method M("));
    }

    [Test]
    public void The_last_field_of_a_broken_list_has_no_comma_to_make_room_for()
    {
        string last = Fill("  b: (x: int, {0}: int)", columns: 80);
        string first = Fill("  a: (x: int, {0}: int),", columns: 80);
        Assert.That(LinesOf($"type T (\n{first}\n{last}\n)"), Is.EqualTo(new[] { "type T (", first, last, ")" }));
        Assert.That(LinesOf($"type T (\n{first.Replace("x: int", "xx: int", StringComparison.Ordinal)}\n{last}\n)"), Has.Length.GreaterThan(4));
    }

    [TestCase("one\ntwo")]
    [TestCase("one\rtwo")]
    [TestCase("one\r\ntwo")]
    [TestCase("one\u2028two")]
    [TestCase("one\u2029two")]
    public void A_line_end_within_a_comment_makes_no_code_of_the_rest(string comment)
    {
        InterfaceSyntax tree = Interface("org.example", TypeOf("T", Struct()) with
        {
            Comments = new SyntaxComments { Leading = SyntaxList<SyntaxList<string>>.From([SyntaxList<string>.From([comment])]), Trailing = comment },
        });

        Assert.That(IdlFormatter.Format(tree), Is.EqualTo("interface org.example\n\n# one\n# two\n\ntype T () # one two\n"));
    }

    [Test]
    public void What_is_no_part_of_the_language_is_refused()
    {
        Assert.That(
            () => IdlFormatter.Format(Interface("org.example", new Wish("Rain"))),
            Throws.ArgumentException.With.Message.Contains("'Rain' is neither a type nor a method nor an error."));
        Assert.That(
            () => IdlFormatter.Format(Interface("org.example", TypeOf("T", Struct(Field("a", new Guess()))))),
            Throws.ArgumentException.With.Message.Contains("A Guess has no text of its own."));
    }

    [Test]
    public void Lists_and_nodes_are_equal_to_their_like_and_to_nothing_else()
    {
        SyntaxList<int> list = SyntaxList<int>.From([1, 2]);
        Assert.That(list.Equals(SyntaxList<int>.From([1, 2])), Is.True);
        Assert.That(list.GetHashCode(), Is.EqualTo(SyntaxList<int>.From([1, 2]).GetHashCode()).And.Not.EqualTo(SyntaxList<int>.From([2, 1]).GetHashCode()));
        Assert.That(list.Equals(SyntaxList<int>.From([1])), Is.False);
        Assert.That(list.Equals(null), Is.False);
        Assert.That(Struct().Equals(null), Is.False);
        Assert.That(((SyntaxNode)Struct()).Equals(Int), Is.False);
    }

    private static string Fill(string pattern, int columns) =>
        pattern.Replace("{0}", new string('x', columns - (pattern.Length - "{0}".Length)), StringComparison.Ordinal);

    /// <summary>The lines of the only member, formatted.</summary>
    private static string[] LinesOf(string member) =>
        IdlFormatter.Format(Parsed("interface org.example\n\n" + member)).TrimEnd('\n').Split('\n')[2..];

    private sealed record Wish(string Text) : MemberSyntax(Text, DocumentationSyntax.None);

    private sealed record Guess : TypeSyntax;
}
