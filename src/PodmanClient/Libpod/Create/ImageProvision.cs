namespace Podman.Libpod.Create;

/// <summary>
/// Images for new containers that are not in local storage. io.podman pulls them by itself; where the pull fails because there is no such
/// image, that is what the caller wants to know, as opposed to a registry that cannot be reached.
/// </summary>
internal static class ImageProvision
{
    // Names that Podman gives to what it has built itself: no registry is called so.
    private const string LocalPrefix = "localhost/";

    private static readonly string[] Missing =
    [
        "manifest unknown",
        "name unknown",
        "repository name not known",
        "did not resolve to an alias",
        "image not known",
    ];

    /// <summary>Whether a pull would be in vain.</summary>
    public static bool IsLocalOnly(string name) => name.StartsWith(LocalPrefix, StringComparison.Ordinal);

    /// <summary>Whether a failure of a pull says that there is no such image.</summary>
    public static bool IsMissing(string reason) => Missing.Any(text => reason.Contains(text, StringComparison.OrdinalIgnoreCase));
}
