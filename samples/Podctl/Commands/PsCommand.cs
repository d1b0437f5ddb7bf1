using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl ps</c></summary>
internal static class PsCommand
{
    private const int MaxCommandLength = 16;

    public static Command Create(Shell shell, EngineOptions engine)
    {
        var all = new Option<bool>("--all", "-a") { Description = "Also those that do not run" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("ps", "Lists containers.") { all, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            IEnumerable<ListContainerData> containers = await session.Podman.ListContainersAsync(cancellationToken);
            if (!arguments.GetValue(all))
            {
                containers = containers.Where(container => container.Status is "running" or "paused");
            }

            containers = containers.OrderBy(container => container.Names, StringComparer.Ordinal);
            if (arguments.GetValue(json))
            {
                shell.WriteJson(containers, JsonOutput.Indented.Containers);
            }
            else
            {
                Write(shell, containers);
            }

            return ExitStatus.Success;
        });
        return command;
    }

    private static void Write(Shell shell, IEnumerable<ListContainerData> containers)
    {
        var listing = new Listing("NAME", "ID", "IMAGE", "STATE", "AGE", "COMMAND");
        foreach (ListContainerData container in containers)
        {
            string command = string.Join(' ', container.Command);
            listing.Add(
                container.Names,
                Format.ShortId(container.Id),
                Format.ImageName(container.Image),
                container.Status,
                Format.Age(container.RunningFor),
                shell.IsTerminal ? Format.Cut(command, MaxCommandLength) : command);
        }

        listing.Write(shell);
    }
}
