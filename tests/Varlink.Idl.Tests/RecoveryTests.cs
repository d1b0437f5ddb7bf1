using Varlink.Idl.Tests.Properties;

namespace Varlink.Idl.Tests;

/// <summary>One mistake is one mistake: it neither brings others along nor hides those behind it.</summary>
public class RecoveryTests
{
    private const string Behind = "\n\ntype Behind (twice: int, twice: int)\n";

    [TestCase("")]
    [TestCase("(")]
    [TestCase(")")]
    [TestCase("[")]
    [TestCase("]")]
    [TestCase("?")]
    [TestCase(":")]
    [TestCase(",")]
    [TestCase("->")]
    [TestCase("word")]
    [TestCase("Name")]
    [TestCase("type")]
    [TestCase("string")]
    [TestCase("42")]
    [TestCase(";")]
    [TestCase("{")]
    [TestCase("}")]
    public void A_slip_is_reported_in_few_words_and_hides_nothing_behind_it(string slip)
    {
        int[] counts = [.. Slips(slip).Select(CountErrors)];

        Assert.That(counts.Max(), Is.LessThanOrEqualTo(4));
        Assert.That(counts.Where(count => count > 0).Average(), Is.LessThan(1.8));
    }

    /// <summary>The text with the slip in front of each token, or without each of them.</summary>
    private static IEnumerable<string> Slips(string slip)
    {
        List<string> tokens = [.. Pieces.TokensOf(Certification.Text)];
        int[] starts = [.. Pieces.StartsOf(Certification.Text)];
        return starts.Select((start, i) => slip.Length == 0
            ? Certification.Text.Remove(start, tokens[i].Length)
            : Certification.Text.Insert(start, " " + slip + " "));
    }

    private static int CountErrors(string text)
    {
        string[] messages = [.. IdlParser.Parse(text + Behind).Diagnostics.Select(diagnostic => diagnostic.Message)];
        Assert.That(messages, Has.Some.StartsWith("The field 'twice' is already there"), text);
        return messages.Length - 1;
    }
}
