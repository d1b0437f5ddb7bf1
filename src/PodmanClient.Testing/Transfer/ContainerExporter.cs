using Podman.Testing.Containers;
using Podman.Testing.FileSystem;
using Podman.Testing.Images;
using Podman.Testing.State;

namespace Podman.Testing.Transfer;

/// <summary>Writes a container's files to an archive, and makes images of containers.</summary>
internal static class ContainerExporter
{
    /// <summary>Writes all files of a container, over an old archive.</summary>
    /// <exception cref="EngineFailure">The file cannot be created.</exception>
    public static void Export(Container container, string path)
    {
        using FileStream output = HostFiles.Create(path);
        LayerTar.WriteTree(output, (DirectoryNode)container.Files.Root);
    }

    /// <summary>Checks the kind of manifest that a commit is to have. All kinds are the same here.</summary>
    /// <exception cref="EngineFailure">There is no such kind.</exception>
    public static void RequireFormat(string format)
    {
        if (format is not ("" or "oci" or "docker"))
        {
            throw EngineFailure.Occurred($"unrecognized image format \"{format}\"");
        }
    }

    /// <summary>Makes an image of a container: its image with one more layer of what was written.</summary>
    /// <returns>The image's id.</returns>
    /// <exception cref="EngineFailure">The name is none.</exception>
    public static string Commit(
        Container container, string imageName, IReadOnlyList<string> changes, string author, string message, EngineServices services)
    {
        string name = TargetName(imageName);
        ImageConfig config = container.Configuration.Image.Config with
        {
            Author = author,
            Created = services.Time.GetUtcNow(),
            WorkingDirectory = container.Configuration.WorkingDirectory,
        };

        // A variable without a value kills the real daemon. Otherwise what is not of the form KEY=value is passed over.
        if (changes.FirstOrDefault(IsVariableWithoutValue) is { } incomplete)
        {
            throw EngineFailure.Unanswered($"no value given for instruction \"{incomplete}\"");
        }

        config = ImageChange.ApplyAll(config, changes, static _ => { });
        string comment = services.Has(PodmanQuirks.CommitsDropMessages) ? "" : message;
        Image image = container.Configuration.Image.WithLayer(
            container.Changes, config, new ImageHistoryEntry(config.Created, "", comment));
        services.Images.Add(image, name);
        return image.Id;
    }

    private static bool IsVariableWithoutValue(string change) =>
        change.StartsWith("ENV=", StringComparison.OrdinalIgnoreCase) && change.IndexOf('=', "ENV=".Length) < 0;

    private static string TargetName(string imageName)
    {
        if (imageName.Length == 0)
        {
            throw EngineFailure.Occurred("error parsing target image name \"\"");
        }

        if (ImageReference.TryParse(imageName, out string? error) is { } reference)
        {
            return reference.FullName();
        }

        string reason = error!.StartsWith("invalid", StringComparison.Ordinal) ? error : "invalid reference format: " + error;
        throw EngineFailure.Occurred(
            $"error parsing target image name \"{imageName}\": error parsing named reference \"{imageName}\": {reason}");
    }
}
