using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;

namespace Podctl.Commands;

/// <summary><c>podctl pause</c></summary>
internal static class PauseCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string[]> containers = CommonOptions.Containers();
        var undo = new Option<bool>("--undo") { Description = "Lets them go on" };
        var command = new Command("pause", "Freezes containers, and prints their ids.") { containers, undo };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            return await EachContainer.DoAsync(shell, arguments.GetRequiredValue(containers), name => arguments.GetValue(undo)
                ? session.Podman.UnpauseContainerAsync(name, cancellationToken)
                : session.Podman.PauseContainerAsync(name, cancellationToken));
        });
        return command;
    }
}
