using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl pull</c></summary>
internal static class PullCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string> image = CommonOptions.Name("IMAGE", "The name, its registry included: docker.io/library/alpine:latest");
        Option<bool> json = CommonOptions.Json();
        var command = new Command("pull", "Fetches an image into local storage, and prints its id.") { image, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            string name = arguments.GetRequiredValue(image);
            IAsyncEnumerable<ImageStep> steps = session.Podman.PullImageStepsAsync(name, cancellationToken);
            await StepView.ReportAsync(shell, $"Pulling {Format.ImageName(name)}", name, steps, arguments.GetValue(json));
            return ExitStatus.Success;
        });
        return command;
    }
}
