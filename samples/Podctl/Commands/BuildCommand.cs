using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl build</c></summary>
internal static class BuildCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string> folder = CommonOptions.Name("FOLDER", "The folder with the Dockerfile, on the host that Podman runs on");
        var tag = new Option<string>("--tag", "-t") { Description = "The name of the image", Required = true };
        var file = new Option<string>("--file", "-f")
        {
            Description = "The Dockerfile, relative to the folder",
            DefaultValueFactory = _ => "Dockerfile",
        };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("build", "Builds an image, and prints its id.") { folder, tag, file, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            string name = arguments.GetRequiredValue(tag);
            var build = new BuildInfo
            {
                Dockerfile = [Path.GetFullPath(Path.Combine(arguments.GetRequiredValue(folder), arguments.GetRequiredValue(file)))],
                Tags = [name],
                ShmSize = "64m", // Podman 0.8 cannot run a step without.
                Rm = true,
                ForceRm = true,
                Pull = true,
            };
            IAsyncEnumerable<ImageStep> steps = session.Podman.BuildImageStepsAsync(build, cancellationToken);
            bool isQuiet = arguments.GetValue(json);
            string id = await StepView.ShowAsync(shell, $"Building {name}", steps, isQuiet);
            if (isQuiet)
            {
                shell.WriteJson(new ImageResult(name, id), JsonOutput.Indented.ImageResult);
            }
            else
            {
                shell.Out.WriteLine(id);
            }

            return ExitStatus.Success;
        });
        return command;
    }
}
