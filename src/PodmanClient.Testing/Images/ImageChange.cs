using System.Text.Json;

namespace Podman.Testing.Images;

/// <summary>Changes to a configuration as Commit, ImportImage and Dockerfiles express them.</summary>
internal static class ImageChange
{
    /// <summary>Applies one change.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="instruction">CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, STOPSIGNAL, USER, VOLUME or WORKDIR, in any case.</param>
    /// <param name="value">What follows it.</param>
    /// <returns>The new configuration; the same for an instruction that is not known, which Podman 0.8 passes over.</returns>
    public static ImageConfig Apply(ImageConfig config, string instruction, string value)
    {
        switch (instruction.ToUpperInvariant())
        {
            case "CMD":
                return config with { Command = [.. Words(value)] };
            case "ENTRYPOINT":
                return config with { Entrypoint = [.. Words(value)] };
            case "ENV":
                (string name, string variable) = Pair(value);
                return config.WithVariable(name, variable);
            case "LABEL":
                (string label, string text) = Pair(value);
                return config with { Labels = config.Labels.SetItem(label, text) };
            case "EXPOSE":
                return config with { ExposedPorts = config.ExposedPorts.Add(value) };
            case "VOLUME":
                return config with { Volumes = config.Volumes.Union(Words(value)) };
            case "USER":
                return config with { User = value };
            case "WORKDIR":
                return config with { WorkingDirectory = value };
            case "STOPSIGNAL":
                return config with { StopSignal = value };
            default:
                return config;
        }
    }

    /// <summary>Applies changes of the form <c>KEY=value</c>.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="onMalformed">Is called for one without a value; it may throw.</param>
    public static ImageConfig ApplyAll(ImageConfig config, IEnumerable<string> changes, Action<string> onMalformed)
    {
        foreach (string change in changes)
        {
            int at = change.IndexOf('=', StringComparison.Ordinal);
            string key = at < 0 ? change : change[..at];
            if (at < 0 || key.Contains(' ', StringComparison.Ordinal))
            {
                onMalformed(change);
                continue;
            }

            config = Apply(config, key, change[(at + 1)..]);
        }

        return config;
    }

    /// <summary>A JSON array of strings, or words between blanks.</summary>
    internal static IReadOnlyList<string> Words(string value)
    {
        if (value.TrimStart().StartsWith('['))
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(value);
                return [.. document.RootElement.EnumerateArray().Select(item => item.GetString() ?? "")];
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // What looks like an array and is none is a command line.
            }
        }

        return value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static (string Name, string Value) Pair(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }
}
