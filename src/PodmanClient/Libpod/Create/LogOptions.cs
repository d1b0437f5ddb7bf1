using Podman.Libpod.Build;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Create;

/// <summary>Where a container logs to.</summary>
internal static class LogOptions
{
    private const string PathOption = "path";
    private const string SizeOption = "max-size";

    /// <summary>The driver and its options; null for Podman's default.</summary>
    public static SpecLog? Parse(string driver, IReadOnlyList<string> options)
    {
        if (driver.Length == 0 && options.Count == 0)
        {
            return null;
        }

        Dictionary<string, string> values = KeyValues.Parse(options);
        values.Remove(PathOption, out string? path);
        values.Remove(SizeOption, out string? size);
        return new SpecLog(
            driver.Length > 0 ? driver : null, path, SizeMember.Parse(size ?? "", "log_driver_opt max-size"), values.Count > 0 ? values : null);
    }
}
