using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;

namespace Podctl.Commands;

/// <summary><c>podctl rm</c></summary>
internal static class RmCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string[]> containers = CommonOptions.Containers();
        var force = new Option<bool>("--force", "-f") { Description = "Also those that run: they are stopped first" };
        var command = new Command("rm", "Removes containers, and prints the ids they had.") { containers, force };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            foreach (string name in arguments.GetRequiredValue(containers))
            {
                shell.Out.WriteLine(await session.Podman.RemoveContainerAsync(name, arguments.GetValue(force), cancellationToken));
            }

            return ExitStatus.Success;
        });
        return command;
    }
}
