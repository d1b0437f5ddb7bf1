namespace Podman.Libpod.Mapping;

/// <summary>The name of an image, taken apart as the API wants it.</summary>
internal static class ImageName
{
    private const string DefaultTag = "latest";

    /// <summary>Splits a name into its repository and its tag. A colon before the last slash belongs to the port of a registry.</summary>
    public static (string Repository, string Tag) Split(string name)
    {
        int colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? (name[..colon], name[(colon + 1)..]) : (name, DefaultTag);
    }
}
