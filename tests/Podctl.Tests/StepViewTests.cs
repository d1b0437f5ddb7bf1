using System.Text.RegularExpressions;
using Podctl.Output;
using Podman;
using Spectre.Console;

namespace Podctl.Tests;

/// <summary>How a pull and a build look on a terminal of 80 columns.</summary>
internal sealed partial class StepViewTests : PodctlFixture
{
    [Test]
    public async Task The_bar_counts_the_instructions_that_are_done()
    {
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(Out),
        });
        terminal.Profile.Width = 80;
        var shell = new Shell(terminal, Out, Error, Input, Bytes, Bytes, IsTerminal: true);

        string id = await StepView.ShowAsync(shell, "Building mine:2", Steps(), isQuiet: false);

        Assert.That(id, Is.EqualTo("abc"));
        Assert.That(Out.ToString(), Does.Contain("STEP 3/4: RUN test"));

        async IAsyncEnumerable<ImageStep> Steps()
        {
            for (int number = 1; number <= 4; number++)
            {
                yield return new ImageStep
                {
                    Kind = ImageStepKind.Instruction,
                    Number = number,
                    Total = 4,
                    Text = $"STEP {number}/4: RUN test",
                    Instruction = "RUN test",
                };

                // What is drawn next shows it: half of the bar is full when the third of four begins.
                if (number == 3)
                {
                    await Out.SeenAsync("50%");
                }
            }

            yield return new ImageStep { Kind = ImageStepKind.Completed, ImageId = "abc" };
        }
    }

    [Test]
    public async Task A_pull_fits_80_columns_digests_and_all()
    {
        Engine.Registry.Add("docker.io/library/postgres:16");

        Assert.That(await RunOnTerminalAsync("pull", "docker.io/library/postgres:16"), Is.Zero);

        string[] lines = [.. Out.ToString().Split('\n', '\r').Select(line => Escape().Replace(line, ""))];
        Assert.That(lines, Has.Some.Match("^Copying blob sha256:[0-9a-f]{12}\\b"));
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(80));
    }

    [GeneratedRegex("\e\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();
}
