namespace Podman.Libpod.Mapping;

/// <summary>The name of an image, taken apart as the API wants it.</summary>
internal static class ImageName
{
    private const string DefaultTag = "latest";

    /// <summary>Splits a name into its repository and its tag. A colon before the last slash belongs to the port of a registry.</summary>
    /// <exception cref="ErrorOccurredException">There is a colon, and no tag behind it.</exception>
    public static (string Repository, string Tag) Split(string name)
    {
        int colon = name.LastIndexOf(':');
        if (colon == name.Length - 1 && colon >= 0)
        {
            // The API would take its default for the tag, and so a name that was not meant.
            throw new ErrorOccurredException($"error parsing target image name \"{name}\": invalid reference format");
        }

        return colon > name.LastIndexOf('/') ? (name[..colon], name[(colon + 1)..]) : (name, DefaultTag);
    }
}
