using System.Text.RegularExpressions;
using Podman;
using Spectre.Console;

namespace Podctl.Output;

/// <summary>Shows how a pull or a build goes on: a bar with the lines above it on a terminal, the lines in a pipe.</summary>
internal static partial class StepView
{
    /// <summary>Shows the steps until the last one, and prints the image that they made; as JSON, only that.</summary>
    public static async Task ReportAsync(Shell shell, string title, string name, IAsyncEnumerable<ImageStep> steps, bool isJson)
    {
        string id = await ShowAsync(shell, title, steps, isQuiet: isJson);
        if (isJson)
        {
            shell.WriteJson(new ImageResult(name, id), JsonOutput.Indented.ImageResult);
        }
        else
        {
            shell.Out.WriteLine(id);
        }
    }

    /// <summary>Shows the steps until the last one.</summary>
    /// <returns>The id of the image.</returns>
    public static async Task<string> ShowAsync(Shell shell, string title, IAsyncEnumerable<ImageStep> steps, bool isQuiet)
    {
        if (isQuiet)
        {
            return await ReadAsync(steps, _ => { });
        }

        if (!shell.IsTerminal)
        {
            return await ReadAsync(steps, step => shell.Out.WriteLine(step.Text));
        }

        return await shell.Terminal.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title));
                task.IsIndeterminate = true;
                return ShowAsync(shell.Terminal, task, steps);
            });
    }

    private static async Task<string> ShowAsync(IAnsiConsole terminal, ProgressTask task, IAsyncEnumerable<ImageStep> steps)
    {
        string id = await ReadAsync(steps, step =>
        {
            terminal.Write(new Text(Shortened(step.Text) + "\n", step.Kind == ImageStepKind.Instruction ? new Style(Color.Blue) : Style.Plain));
            if (step is { Kind: ImageStepKind.Instruction, Total: > 0 })
            {
                // The instruction begins: those before it are done.
                task.IsIndeterminate = false;
                task.MaxValue = step.Total;
                task.Value = step.Number - 1;
            }
        });
        task.IsIndeterminate = false;
        task.Value = task.MaxValue;
        return id;
    }

    /// <summary>A terminal's line has no room for a digest, and a person no eye for it.</summary>
    private static string Shortened(string text) => Digest().Replace(text, "$1");

    [GeneratedRegex("(sha256:[0-9a-f]{12})[0-9a-f]{52}")]
    private static partial Regex Digest();

    private static async Task<string> ReadAsync(IAsyncEnumerable<ImageStep> steps, Action<ImageStep> show)
    {
        string id = "";
        await foreach (ImageStep step in steps)
        {
            id = step.ImageId;
            if (step.Kind != ImageStepKind.Completed)
            {
                show(step);
            }
        }

        return id;
    }
}
