using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>docs/logging.md lists every message that is logged, as the code has it. To write it anew: UPDATE_GOLDEN=1.</summary>
public partial class LogPageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "logging.md");

    /// <summary>A table for each class of messages, in order of their ids.</summary>
    private static IEnumerable<Message> Messages => Repository.SourceFiles("src")
        .SelectMany(file => Attribute().Matches(File.ReadAllText(file)))
        .Select(match => new Message(int.Parse(match.Groups["id"].Value, null), match.Groups["level"].Value, match.Groups["text"].Value, match.Groups["name"].Value))
        .OrderBy(message => message.Id);

    [Test]
    public void The_page_lists_what_the_code_logs()
    {
        string[] expected = [.. Messages.Select(message => message.Row)];
        string[] lines = File.ReadAllLines(Page);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            string kept = string.Join('\n', lines.TakeWhile(line => !Row().IsMatch(line)));
            string behind = string.Join('\n', lines.Reverse().TakeWhile(line => !Row().IsMatch(line)).Reverse());
            File.WriteAllText(Page, $"{kept}\n{string.Join('\n', expected)}\n{behind}\n");
            lines = File.ReadAllLines(Page);
        }

        Assert.That(lines.Where(line => Row().IsMatch(line)), Is.EqualTo(expected));
        Assert.That(expected, Is.Not.Empty);
    }

    [Test]
    public void Every_message_is_found()
    {
        int attributes = Repository.SourceFiles("src").Sum(file => Regex.Count(File.ReadAllText(file), @"\[LoggerMessage\("));
        Assert.That(Messages.Count(), Is.EqualTo(attributes));
    }

    [Test]
    public void An_id_belongs_to_one_message() => Assert.That(Messages.Select(message => message.Id), Is.Unique);

    [Test]
    public void Nothing_is_logged_but_by_messages_with_an_id()
    {
        IEnumerable<string> others = Repository.SourceFiles("src")
            .Where(file => Loose().IsMatch(File.ReadAllText(file)))
            .Select(Repository.Relative);
        Assert.That(others, Is.Empty);
    }

    [GeneratedRegex(
        @"\[LoggerMessage\(\s*(?<id>\d+),\s*LogLevel\.(?<level>\w+),\s*""(?<text>(?:[^""\\]|\\.)*)""\)\]\s*(?:public|internal|private) static partial void (?<name>\w+)\(")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex Loose();

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex Row();

    private sealed record Message(int Id, string Level, string Text, string Name)
    {
        public string Row => $"| {Id} | {Level} | `{Name}` | {Text.Replace("|", "\\|", StringComparison.Ordinal)} |";
    }
}
