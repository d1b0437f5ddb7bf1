using System.CommandLine;
using Podctl.Engines;
using Podctl.Output;
using Podman;

namespace Podctl.Commands;

/// <summary><c>podctl images</c></summary>
internal static class ImagesCommand
{
    public static Command Create(Shell shell, EngineOptions engine)
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("images", "Lists the images in local storage.") { json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using EngineSession session = await engine.ConnectAsync(arguments, cancellationToken);
            IReadOnlyList<ImageInList> images = await session.Podman.ListImagesAsync(cancellationToken);
            if (arguments.GetValue(json))
            {
                shell.WriteJson(images, JsonOutput.Indented.Images);
                return ExitStatus.Success;
            }

            var listing = new Listing("NAME", "ID", "SIZE", "CONTAINERS");
            foreach (ImageInList image in images)
            {
                foreach (string name in image.RepoTags.DefaultIfEmpty("<none>"))
                {
                    listing.Add(Format.ImageName(name), Format.ShortId(image.Id), Format.Bytes(image.Size), $"{image.Containers}");
                }
            }

            listing.Write(shell);
            return ExitStatus.Success;
        });
        return command;
    }
}
