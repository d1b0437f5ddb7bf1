using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Varlink.Tool.Tests;

/// <summary>docs/varlink-tool.md shows what really comes out.</summary>
[CancelAfter(60_000)]
public partial class PageTests
{
    private const string Address = "unix:/run/kettle";

    [Test]
    public async Task The_outputs_on_the_page_are_real()
    {
        await using KettleService kettle = await KettleService.StartAsync();
        string page = Page();
        List<string> files = [];
        int status = 0, commands = 0;
        foreach (Match step in Blocks().Matches(page).SelectMany(block => Steps().Matches(block.Groups["text"].Value)))
        {
            string command = step.Groups["command"].Value, expected = step.Groups["output"].Value;
            commands++;
            if (command.StartsWith("cat ", StringComparison.Ordinal))
            {
                files.Add(command["cat ".Length..]);
                await File.WriteAllTextAsync(kettle.File(files[^1]), expected);
            }
            else if (command == "echo $?")
            {
                Assert.That($"{status}\n", Is.EqualTo(expected), command);
            }
            else
            {
                string[] words = [.. Words().Matches(command).Select(word => word.Value.Trim('\'').Replace(Address, kettle.Address, StringComparison.Ordinal))];
                Assert.That(words[0], Is.EqualTo("varlink"), command);
                (status, string text, string error) = await CapturedConsole.RunAsync(
                    [.. words[1..].Select(word => files.Contains(word) ? kettle.File(word) : word)]);
                string shown = (text + error).Replace(kettle.File("x")[..^1], "", StringComparison.Ordinal);
                Assert.That(shown, Is.EqualTo(expected), command);
            }
        }

        Assert.That(commands, Is.GreaterThan(8));
    }

    [Test]
    public void Every_command_and_option_is_on_the_page()
    {
        string page = Page();
        foreach (var command in CommandLineTool.CreateRoot(new CapturedConsole()).Subcommands)
        {
            Assert.That(page, Does.Contain($"varlink {command.Name} "));
            foreach (var option in command.Options)
            {
                Assert.That(page, Does.Contain(option.Name), command.Name);
            }
        }
    }

    private static string Page([CallerFilePath] string path = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "docs", "varlink-tool.md"));

    [GeneratedRegex(@"```console\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\$ (?<command>[^\n]*)\n(?<output>(?:(?!\$ )[^\n]*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Steps();

    [GeneratedRegex(@"'[^']*'|[^ ']+")]
    private static partial Regex Words();
}
