namespace Podman.Libpod.Build;

/// <summary>Lists of "key=value", which the API wants as objects.</summary>
internal static class KeyValues
{
    /// <summary>The last of several values counts; a key alone has an empty one.</summary>
    public static Dictionary<string, string> Parse(IEnumerable<string> pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            values[equals < 0 ? pair : pair[..equals]] = equals < 0 ? "" : pair[(equals + 1)..];
        }

        return values;
    }
}
