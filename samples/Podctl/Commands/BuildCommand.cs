using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl build</c></summary>
internal static class BuildCommand
{
    /// <summary>In the order in which Podman looks for them.</summary>
    private static readonly string[] Names = ["Containerfile", "Dockerfile"];

    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string> folder = CommonOptions.Name("FOLDER", "The folder with the Containerfile or Dockerfile, on the host that Podman runs on");
        var tag = new Option<string>("--tag", "-t") { Description = "The name of the image", Required = true };
        var file = new Option<string?>("--file", "-f") { Description = "Another file than these, relative to the folder" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("build", "Builds an image, and prints its id.") { folder, tag, file, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            string dockerfile = Find(arguments.GetRequiredValue(folder), arguments.GetValue(file));
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            string name = arguments.GetRequiredValue(tag);
            var build = new BuildInfo
            {
                Dockerfile = [dockerfile],
                Tags = [name],
                ShmSize = "64m", // Podman 0.8 cannot run a step without.
                Rm = true,
                ForceRm = true,
                Pull = true,
            };
            IAsyncEnumerable<ImageStep> steps = session.Podman.BuildImageStepsAsync(build, cancellationToken);
            await StepView.ReportAsync(shell, $"Building {name}", name, steps, arguments.GetValue(json));
            return ExitStatus.Success;
        });
        return command;
    }

    /// <summary>The full path of the file to build from: the one that is named, or the first of the usual names that is there.</summary>
    private static string Find(string folder, string? file)
    {
        folder = Path.GetFullPath(folder);
        if (file is null && Directory.Exists(folder))
        {
            file = Names.FirstOrDefault(name => File.Exists(Path.Combine(folder, name))) ??
                throw new FileNotFoundException($"There is neither a {string.Join(" nor a ", Names)} in {folder}. --file names another.");
        }

        // Of a folder on another host nothing is known here.
        return Path.GetFullPath(file ?? Names[^1], folder);
    }
}
