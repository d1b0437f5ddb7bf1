using Varlink.Idl.Formatting;
using Varlink.Idl.Syntax;
using static Varlink.Idl.Tests.Trees;

namespace Varlink.Idl.Tests;

public class NestingTests
{
    private const string Before = "interface org.example\ntype T ";

    [TestCase("(a: ", "int", ")")]
    [TestCase("(a: [](b: ?", "int", "))", 64)]
    public void Parentheses_may_be_nested_256_deep(string open, string inner, string close, int count = 256)
    {
        InterfaceSyntax tree = Parsed(Before + Repeat(open, count) + inner + Repeat(close, count));

        Assert.That(IdlParser.Parse(IdlFormatter.Format(tree)).Interface, Is.EqualTo(tree));
        Assert.That(tree.GetHashCode(), Is.EqualTo(IdlParser.Parse(IdlFormatter.Format(tree)).Interface!.GetHashCode()));
    }

    [TestCase("[]")]
    [TestCase("[string]")]
    [TestCase("?[]", 128)]
    public void Wrappers_may_be_nested_256_deep(string wrapper, int count = 256) =>
        Assert.That(IdlParser.Parse($"{Before}(a: {Repeat(wrapper, count)}int)").Diagnostics, Is.Empty);

    [TestCase(257)]
    [TestCase(100_000)]
    public void Deeper_parentheses_are_reported_once_where_they_get_too_deep(int depth) =>
        MarkedText.OfMembers($"type T {Repeat("(a: ", 256)}«(»a: {Repeat("(a: ", depth - 257)}int{Repeat(")", depth)}\ntype U (a: «Nope»)")
            .AssertGives("NestingTooDeep UnresolvedName");

    [TestCase("[]", 257)]
    [TestCase("[]", 100_000)]
    [TestCase("[string]", 257)]
    [TestCase("[string]", 100_000)]
    public void Deeper_wrappers_are_reported_once_where_they_get_too_deep(string wrapper, int depth) =>
        MarkedText.OfMembers($"type T (a: {Repeat(wrapper, 256)}«[»{wrapper[1..]}{Repeat(wrapper, depth - 257)}(b: int), c: «Nope»)")
            .AssertGives("NestingTooDeep UnresolvedName");

    [Test]
    public void Parentheses_that_are_never_closed_are_reported_twice_at_most() =>
        MarkedText.OfMembers($"type T {Repeat("(a: ", 256)}«(»{Repeat("(a: ", 100_000)}«»").AssertGives("NestingTooDeep UnfinishedFile");

    [Test]
    public void A_type_that_is_too_deep_does_not_swallow_the_next_member() =>
        MarkedText.OfMembers($"type T {Repeat("(a: ", 256)}«(»{Repeat("(a: ", 1_000)}\n«type» U (a: «Nope»)")
            .AssertGives("NestingTooDeep UnclosedParenthesis UnresolvedName");

    [Test]
    [CancelAfter(60_000)]
    public void The_deepest_tree_needs_little_stack(CancellationToken cancellation)
    {
        string text = $"{Before}{Repeat("(a: ", 254)}[]?[string]int{Repeat(")", 254)}";
        Exception? failure = null;
        bool isEqual = false;
        Thread thread = new(
            () =>
            {
                try
                {
                    InterfaceSyntax tree = Parsed(text);
                    InterfaceSyntax again = Parsed(IdlFormatter.Format(tree));
                    isEqual = tree == again && tree.GetHashCode() == again.GetHashCode() && tree.ToString().Length > 0;
                }
                catch (Exception exception) when (exception is not OutOfMemoryException)
                {
                    failure = exception;
                }
            },
            maxStackSize: 768 * 1024);
        thread.Start();

        while (!thread.Join(TimeSpan.FromMilliseconds(10)))
        {
            cancellation.ThrowIfCancellationRequested();
        }

        Assert.That(failure, Is.Null);
        Assert.That(isEqual, Is.True);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
