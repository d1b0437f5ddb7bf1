namespace Varlink.Tool.Connecting;

/// <summary>An interface or a method at a service.</summary>
/// <param name="Address">Where the service is; null when a bridge leads to it.</param>
/// <param name="Name">The full name of the interface or the method.</param>
internal sealed record Target(string? Address, string Name)
{
    /// <summary>
    /// Splits <c>unix:/run/podman/io.podman/io.podman.Ping</c> at its last slash. With a bridge there is no address, and the name stands alone.
    /// </summary>
    /// <exception cref="UsageException">Something is missing, or is too much.</exception>
    public static Target Parse(string text, bool hasBridge)
    {
        int slash = text.LastIndexOf('/');
        if (hasBridge)
        {
            return slash < 0 && text.Length > 0
                ? new Target(null, text)
                : throw new UsageException($"'{text}': with --bridge the name stands alone, org.example.kettle for example: the bridge knows the address.");
        }

        return slash > 0 && slash < text.Length - 1
            ? new Target(text[..slash], text[(slash + 1)..])
            : throw new UsageException(
                $"'{text}' has no address, or no name: write the address, a slash and the name, unix:/run/kettle/org.example.kettle for example.");
    }
}
