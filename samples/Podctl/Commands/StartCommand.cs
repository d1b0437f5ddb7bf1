using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;

namespace Podctl.Commands;

/// <summary><c>podctl start</c></summary>
internal static class StartCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string[]> containers = CommonOptions.Containers();
        var command = new Command("start", "Starts containers, and prints their ids.") { containers };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            return await EachContainer.DoAsync(shell, arguments.GetRequiredValue(containers), name => session.Podman.StartContainerAsync(name, cancellationToken));
        });
        return command;
    }
}
