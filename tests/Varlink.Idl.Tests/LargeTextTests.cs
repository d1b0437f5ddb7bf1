using System.Diagnostics;
using System.Globalization;
using Varlink.Idl.Formatting;

namespace Varlink.Idl.Tests;

public class LargeTextTests
{
    private const int Characters = 1_000_000;

    /// <summary>A hundred times what it takes here, and still far below what anything that grows with the square of the size would take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // A '%' becomes a number.
    [TestCase("type T% (a: int, b: ?[]string, c: (x: bool, y: T%))\n", false, TestName = "many types")]
    [TestCase("# Documentation.\n# More of it.\nmethod M%(a: int) -> (b: ?[]string) # trailing\n", false, TestName = "many methods with comments")]
    [TestCase("type T% (a: int, b: Nope%)\n", true, TestName = "many types with unresolved names")]
    [TestCase("method T%(a: Nope%) -> ()\n", true, TestName = "many methods with unresolved names")]
    [TestCase("type T (a: int)\n", true, TestName = "many duplicate types")]
    [TestCase("type T% (a: int,, b c, (d, []e: int ?\n", true, TestName = "many unclosed types")]
    [TestCase("typ T% (a: int)\n", true, TestName = "many misspelt keywords")]
    [TestCase("typ ", true, TestName = "one keyword over and over")]
    [TestCase("type ", true, TestName = "nothing but keywords")]
    [TestCase("method M%(", true, TestName = "nothing but opening methods")]
    [TestCase("(", true, TestName = "nothing but (")]
    [TestCase(")", true, TestName = "nothing but )")]
    [TestCase("(a: ", true, TestName = "nothing but opening structs")]
    [TestCase("[", true, TestName = "nothing but [")]
    [TestCase("?", true, TestName = "nothing but ?")]
    [TestCase("-> ", true, TestName = "nothing but arrows")]
    [TestCase(",", true, TestName = "nothing but commas")]
    [TestCase(";", true, TestName = "nothing but junk")]
    [TestCase("; ", true, TestName = "nothing but pieces of junk")]
    [TestCase("-", true, TestName = "nothing but dashes")]
    [TestCase("a", true, TestName = "one long word")]
    [TestCase("a.", true, TestName = "one long domain")]
    [TestCase("#\n", false, TestName = "nothing but comments")]
    [TestCase("\n", false, TestName = "nothing but lines")]
    [CancelAfter(120_000)]
    public void Members_take_a_time_that_grows_with_their_number(string member, bool isWrong) =>
        AssertIsFast("interface org.example\n", member, string.Empty, isWrong);

    [TestCase("f%: int, # of it\n", "z: int", false, TestName = "many fields")]
    [TestCase("f%, ", "z", false, TestName = "many values")]
    [TestCase("f: int, ", "f: int", true, TestName = "many duplicate fields")]
    [TestCase("f%: (a: int, b: (c: int)),\n", "z: int", false, TestName = "many structs")]
    [TestCase("f%: []?[string](a, b),\n# comment\n\n", "z: int", false, TestName = "many enums")]
    [TestCase("f%: int))))\n", "z: int", true, TestName = "many closing parentheses")]
    [TestCase("f%: Nope%, ", "z: int", true, TestName = "many unresolved names")]
    [TestCase("f%: ?Nope%? ((((, ", "z: int", true, TestName = "many mistakes")]
    [TestCase("error E% ", "z: int", true, TestName = "many errors in a struct")]
    [CancelAfter(120_000)]
    public void Fields_take_a_time_that_grows_with_their_number(string field, string last, bool isWrong) =>
        AssertIsFast("interface org.example\ntype Large (", field, last + ")", isWrong);

    private static void AssertIsFast(string before, string repeated, string after, bool isWrong)
    {
        IEnumerable<string> copies = Enumerable.Range(0, Characters / repeated.Length)
            .Select(number => repeated.Replace("%", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        string text = before + string.Concat(copies) + after;

        Stopwatch watch = Stopwatch.StartNew();
        ParseResult result = IdlParser.Parse(text);
        TimeSpan parsing = watch.Elapsed;

        Assert.That(result.HasErrors, Is.EqualTo(isWrong));
        Assert.That(parsing, Is.LessThan(Patience));
        if (result.Interface is { } tree)
        {
            watch.Restart();
            IdlFormatter.Format(tree);
            Assert.That(watch.Elapsed, Is.LessThan(Patience));
        }
    }
}
