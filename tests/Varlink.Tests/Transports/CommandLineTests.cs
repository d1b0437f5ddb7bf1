using Varlink.Transports;

namespace Varlink.Tests.Transports;

public sealed class CommandLineTests
{
    // The words as `printf '[%s]' ...` gives them in a shell.
    [TestCase("ssh host varlink bridge", "[ssh][host][varlink][bridge]")]
    [TestCase("  a \t b\n", "[a][b]")]
    [TestCase("a 'b c'd", "[a][b cd]")]
    [TestCase("a '' \"\"", "[a][][]")]
    [TestCase("a 'b\\n\"$c'", "[a][b\\n\"$c]")]
    [TestCase("a \"b 'c' \\\" \\\\ \\$ \\` \\n\"", "[a][b 'c' \" \\ $ ` \\n]")]
    [TestCase("a\\ b \\\\ \\' \\\"", "[a b][\\]['][\"]")]
    [TestCase("a \\\nb c\\\nd \\\n", "[a][b][cd]")]
    [TestCase("a \"b\\\nc\"", "[a][bc]")]
    [TestCase("a 'x'\"y\"z", "[a][xyz]")]
    public void Words_are_those_of_a_shell(string command, string words)
    {
        IReadOnlyList<string> split = CommandLine.Split(command, out string? error);

        Assert.That(error, Is.Null);
        Assert.That(string.Concat(split.Select(static word => $"[{word}]")), Is.EqualTo(words));
    }

    [TestCase("a | b > c; d & #e $F *", "[a][|][b][>][c;][d][&][#e][$F][*]")]
    public void Nothing_is_expanded_and_there_are_no_operators(string command, string words) => Words_are_those_of_a_shell(command, words);

    [TestCase("a 'b", "quote ' is not closed")]
    [TestCase("a \"b", "quote \" is not closed")]
    [TestCase("a \"b\\\"", "quote \" is not closed")]
    [TestCase("a \\", "backslash")]
    [TestCase("", "no program")]
    [TestCase("  ", "no program")]
    [TestCase("'' a", "no program")]
    public void What_a_shell_would_not_take_is_refused(string command, string message)
    {
        CommandLine.Split(command, out string? error);

        Assert.That(error, Does.Contain(message));
        Assert.That(() => new BridgeConnector(command), Throws.TypeOf<FormatException>().With.Message.Contains(message));
    }
}
