using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;

namespace Podctl.Commands;

/// <summary><c>podctl kill</c></summary>
internal static class KillCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string[]> containers = CommonOptions.Containers();
        var signal = new Option<int>("--signal", "-s") { Description = "The number of the signal", DefaultValueFactory = _ => 9 };
        var command = new Command("kill", "Sends a signal to containers, and prints their ids.") { containers, signal };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            return await EachContainer.DoAsync(shell, arguments.GetRequiredValue(containers), name => session.Podman.KillContainerAsync(name, arguments.GetValue(signal), cancellationToken));
        });
        return command;
    }
}
