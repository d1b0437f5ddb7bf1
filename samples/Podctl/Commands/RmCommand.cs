using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman;

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
            return await EachContainer.DoAsync(shell, arguments.GetRequiredValue(containers), name => RemoveAsync(session.Podman, name, arguments.GetValue(force), cancellationToken));
        });
        return command;
    }

    private static async Task<string> RemoveAsync(IPodmanClient podman, string name, bool isForced, CancellationToken cancellationToken)
    {
        try
        {
            return await podman.RemoveContainerAsync(name, isForced, cancellationToken);
        }
        catch (ErrorOccurredException) when (!isForced)
        {
            ListContainerData container = await podman.GetContainerAsync(name, cancellationToken);
            if (container.Status is "running" or "paused")
            {
                throw new InvalidOperationException($"The container '{name}' is {container.Status}. 'podctl rm --force {name}' stops it first.");
            }

            throw;
        }
    }
}
