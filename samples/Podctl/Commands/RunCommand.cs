using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podctl.Terminals;
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
        var interactive = new Option<bool>("--interactive", "-i") { Description = "It reads what is typed, or comes out of a pipe" };
        var tty = new Option<bool>("--tty", "-t") { Description = "It has a terminal; with -i, every key goes there, and Ctrl-P Ctrl-Q detaches" };
        var detach = new Option<bool>("--detach", "-d") { Description = "Leave it running, and print its id" };
        var keep = new Option<bool>("--keep") { Description = "Do not remove it when it has ended" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("run", "Runs a container to its end, prints what it wrote, and removes it.")
        {
            image, program, name, env, publish, interactive, tty, detach, keep, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && (result.GetValue(interactive) || result.GetValue(tty)))
            {
                result.AddError("--json tells how a container ended that nobody types into: it goes with neither -i nor -t.");
            }
        });
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var create = new CreateContainerOptions
            {
                Image = arguments.GetRequiredValue(image),
                Name = arguments.GetValue(name) ?? "",
                Command = arguments.GetValue(program) ?? [],
                Env = Variables(arguments.GetValue(env) ?? []),
                Publish = arguments.GetValue(publish) ?? [],
                Interactive = arguments.GetValue(interactive),
                Tty = arguments.GetValue(tty),
                Detach = arguments.GetValue(detach),
            };
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            if (create.Detach)
            {
                string id = await session.Podman.CreateContainerAsync(create, cancellationToken);
                shell.Out.WriteLine(await session.Podman.StartContainerAsync(id, cancellationToken));
                return ExitStatus.Success;
            }

            bool isKept = arguments.GetValue(keep);
            return create.Interactive || create.Tty
                ? await JoinedRun.RunAsync(shell, session.Podman, create, isKept, cancellationToken)
                : await RunAsync(shell, session.Podman, create, isKept, arguments.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Shell shell, IPodmanClient podman, CreateContainerOptions create, bool isKept, bool isJson, CancellationToken cancellationToken)
    {
        var options = new ContainerRunOptions { RemoveWhenDone = !isKept, OnLogLine = isJson ? null : line => Write(shell, line) };
        ContainerRunResult result = await podman.RunAsync(create, options, cancellationToken);
        if (isJson)
        {
            var document = new RunResult(result.ContainerId, result.ExitCode, result.StandardOutput, result.StandardError);
            shell.WriteJson(document, JsonOutput.Indented.RunResult);
        }

        return (int)result.ExitCode;
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
