using System.CommandLine;
using System.Text.Json;
using Podctl.Engines;
using Podctl.Output;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl inspect</c></summary>
internal static class InspectCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Argument<string> name = CommonOptions.Name("NAME", "The name or id of a container, or of an image");
        var command = new Command("inspect", "Tells everything about a container or an image, as JSON.") { name };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            string text = await InspectAsync(session.Podman, arguments.GetRequiredValue(name), cancellationToken);
            using JsonDocument document = JsonDocument.Parse(text);
            shell.WriteJson(document.RootElement, JsonOutput.Indented.JsonElement);
            return ExitStatus.Success;
        });
        return command;
    }

    private static async Task<string> InspectAsync(IPodmanClient podman, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await podman.InspectContainerAsync(name, cancellationToken);
        }
        catch (ContainerNotFoundException)
        {
            try
            {
                return await podman.InspectImageAsync(name, cancellationToken);
            }
            catch (ImageNotFoundException)
            {
                throw new InvalidOperationException(
                    $"There is neither a container nor an image '{name}'. 'podctl ps --all' and 'podctl images' list those there are.");
            }
        }
    }
}
