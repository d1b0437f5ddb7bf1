using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;

namespace Podctl.Commands;

/// <summary><c>podctl stop</c></summary>
internal static class StopCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string[]> containers = CommonOptions.Containers();
        var time = new Option<uint>("--time", "-t") { Description = "Seconds until a container that does not stop is killed", DefaultValueFactory = _ => 10 };
        var command = new Command("stop", "Stops containers, and prints their ids.") { containers, time };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            return await EachContainer.DoAsync(shell, arguments.GetRequiredValue(containers), name => session.Podman.StopContainerAsync(name, arguments.GetValue(time), cancellationToken));
        });
        return command;
    }
}
