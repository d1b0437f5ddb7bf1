using Varlink.Idl.Formatting;
using Varlink.Idl.Syntax;
using static Varlink.Idl.Tests.Trees;

namespace Varlink.Idl.Tests;

public class FormatterTests
{
    [Test]
    public void Short_lists_stand_on_one_line_and_long_ones_do_not() => AssertFormats(
        """
        interface   org.example  type T(a:int,b:?[]?[string]T,c:(one,two),d:[string]())
        type LongerThanTheLine (first_field: string, second_field: string, third_field: string)
        type Nested (first_field: string, second_field: [](first_field: string, second_field: string, third: string, fourth: int))
        method Short()->()
        method LongReply(first_field: string) -> (first_field: string, second_field: string)
        method LongParameters(first_field: string, second_field: string, third_field: string) -> (a: int)
        method LongBoth(first_field: string, second_field: string, third_field: string) -> (first_field: string, second_field: string, third: int)
        error E(reason:string)
        """,
        """
        interface org.example

        type T (a: int, b: ?[]?[string]T, c: (one, two), d: [string]())

        type LongerThanTheLine (
          first_field: string,
          second_field: string,
          third_field: string
        )

        type Nested (
          first_field: string,
          second_field: [](
            first_field: string,
            second_field: string,
            third: string,
            fourth: int
          )
        )

        method Short() -> ()

        method LongReply(first_field: string) -> (
          first_field: string,
          second_field: string
        )

        method LongParameters(
          first_field: string,
          second_field: string,
          third_field: string
        ) -> (a: int)

        method LongBoth(
          first_field: string,
          second_field: string,
          third_field: string
        ) -> (first_field: string, second_field: string, third: int)

        error E (reason: string)

        """);

    [Test]
    public void Comments_stay_where_they_belong() => AssertFormats(
        """
        # Licence.

        # Documentation
        #  of the interface.
        interface org.example # behind the header


        # far away

        # of T
        type T ( # behind the parenthesis
          # of a
          a: int, # behind a
            # loose

          # of b
          b: (x: int # of x
          ),
          c: int
          # last
        ) # behind T
        type U (one, # first
        two)
        method # inside
          M() # between
          -> ()
        method N() -> (
          # nothing
        )

        # the end

          # really
        """,
        """
        # Licence.

        # Documentation
        #  of the interface.
        interface org.example # behind the header

        # far away

        # of T
        type T (
          # behind the parenthesis
        
          # of a
          a: int, # behind a

          # loose

          # of b
          b: (
            x: int # of x
          ),
          c: int
          # last
        ) # behind T

        type U (
          one, # first
          two
        )

        # inside
        # between

        method M() -> ()

        method N() -> (
          # nothing
        )

        # the end

        # really

        """);

    [TestCase(80, false)]
    [TestCase(81, true)]
    public void A_line_has_at_most_80_columns(int columns, bool breaks)
    {
        string name = new('a', columns - "type T (: int)".Length);
        Assert.That(IdlFormatter.Format(Parsed($"interface a.b type T ({name}: int)")).Split('\n'), Has.Length.EqualTo(breaks ? 6 : 4));
    }

    [TestCase(80, false)]
    [TestCase(81, true)]
    public void The_comma_and_the_arrow_count_as_well(int columns, bool breaks)
    {
        string inner = new('a', columns - "  x: (: int),".Length);
        string parameter = new('a', columns - "method M(: int) -> (".Length);
        string text = IdlFormatter.Format(Parsed($"interface a.b type T (x: ({inner}: int), y: int) method M({parameter}: int) -> (result: int)"));

        Assert.That(text, breaks ? Does.Contain("  x: (\n") : Does.Contain($"  x: ({inner}: int),\n"));
        Assert.That(text, breaks ? Does.Contain("method M(\n") : Does.Contain($"method M({parameter}: int) -> (\n  result: int\n)"));
    }

    [Test]
    public void A_tree_that_was_never_a_text_is_written_too()
    {
        InterfaceSyntax tree = Interface("org.example", TypeOf("T", Struct(Field("a", Int, "of a"), Field("b", Int)))) with
        {
            Documentation = Documentation("first", "", "  third"),
        };

        Assert.That(IdlFormatter.Format(tree), Is.EqualTo("# first\n#\n#   third\ninterface org.example\n\ntype T (\n  # of a\n  a: int,\n  b: int\n)\n"));
    }

    [TestCase("one\nmethod M() -> ()")]
    [TestCase("one\r\ntwo")]
    [TestCase("one\u2028two")]
    public void A_line_end_in_a_comment_never_becomes_code(string comment)
    {
        FieldSyntax field = Field("a", Int, comment) with { Comments = new SyntaxComments { IsDocumentationTrailing = true } };
        InterfaceSyntax tree = Interface("org.example", TypeOf("T", Struct(field)) with { Documentation = Documentation(comment) }) with
        {
            Comments = new SyntaxComments { Trailing = comment, Leading = SyntaxList<SyntaxList<string>>.From([SyntaxList<string>.From([comment])]) },
        };

        Assert.That(Parsed(IdlFormatter.Format(tree)).Members, Has.Count.EqualTo(1));
    }

    [Test]
    public void No_tree_is_an_error_of_the_caller() => Assert.That(() => IdlFormatter.Format(null!), Throws.ArgumentNullException);

    private static void AssertFormats(string text, string expected)
    {
        string formatted = IdlFormatter.Format(Parsed(text));

        Assert.That(formatted, Is.EqualTo(expected.Replace("\r\n", "\n", StringComparison.Ordinal)));
        Assert.That(IdlFormatter.Format(Parsed(formatted)), Is.EqualTo(formatted));
        Assert.That(Parsed(formatted), Is.EqualTo(Parsed(text)));
    }
}
