using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl run</c></summary>
internal static class RunCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string> image = CommonOptions.Name("IMAGE", "The name or id of an image in local storage");
        var program = new Argument<string[]>("COMMAND") { Description = "What to run; without it, the image's own. '--' before it if it has options" };
        var name = new Option<string?>("--name") { Description = "The container's name" };
        var env = new Option<string[]>("--env", "-e") { Description = "An environment variable", HelpName = "NAME=VALUE" };
        var publish = new Option<string[]>("--publish", "-p") { Description = "A port to publish", HelpName = "HOST:CONTAINER" };
        var detach = new Option<bool>("--detach", "-d") { Description = "Leave it running, and print its id" };
        var keep = new Option<bool>("--keep") { Description = "Do not remove it when it has ended" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("run", "Runs a container to its end, prints what it wrote, and removes it.")
        {
            image, program, name, env, publish, detach, keep, json,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            var create = new CreateContainerOptions
            {
                Image = arguments.GetRequiredValue(image),
                Name = arguments.GetValue(name) ?? "",
                Command = arguments.GetValue(program) ?? [],
                Env = Variables(arguments.GetValue(env) ?? []),
                Publish = arguments.GetValue(publish) ?? [],
                Detach = arguments.GetValue(detach),
            };
            if (create.Detach)
            {
                string id = await session.Podman.CreateContainerAsync(create, cancellationToken);
                shell.Out.WriteLine(await session.Podman.StartContainerAsync(id, cancellationToken));
                return ExitStatus.Success;
            }

            bool isJson = arguments.GetValue(json);
            var options = new ContainerRunOptions
            {
                RemoveWhenDone = !arguments.GetValue(keep),
                OnLogLine = isJson ? null : line => Write(shell, line),
            };
            ContainerRunResult result = await session.Podman.RunAsync(create, options, cancellationToken);
            if (isJson)
            {
                var document = new RunResult(result.ContainerId, result.ExitCode, result.StandardOutput, result.StandardError);
                shell.WriteJson(document, JsonOutput.Indented.RunResult);
            }

            return (int)result.ExitCode;
        });
        return command;
    }

    private static void Write(Shell shell, ContainerLogLine line) =>
        (line.Stream == ContainerLogSource.StandardError ? shell.Error : shell.Out).Write(line.IsPartial ? line.Text : $"{line.Text}\n");

    private static Dictionary<string, string> Variables(string[] texts) => texts
        .Select(text => text.Split('=', 2) is [{ Length: > 0 } name, var value]
            ? (name, value)
            : throw new FormatException($"'{text}' sets no variable. Write --env NAME=VALUE."))
        .GroupBy(variable => variable.name, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last().value, StringComparer.Ordinal);
}
