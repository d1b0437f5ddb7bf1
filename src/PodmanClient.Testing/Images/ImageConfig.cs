using System.Collections.Immutable;

namespace Podman.Testing.Images;

/// <summary>What an image says of the containers made of it, and of how it was made.</summary>
internal sealed record ImageConfig
{
    public DateTimeOffset Created { get; init; }

    public string Author { get; init; } = "";

    public string User { get; init; } = "";

    public ImmutableSortedSet<string> ExposedPorts { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary><c>NAME=value</c>, in the order of their setting.</summary>
    public ImmutableList<string> Environment { get; init; } = [];

    public ImmutableList<string> Entrypoint { get; init; } = [];

    public ImmutableList<string> Command { get; init; } = [];

    public ImmutableSortedSet<string> Volumes { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public string WorkingDirectory { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public string StopSignal { get; init; } = "";

    /// <summary>The digests of the uncompressed layers, the lowest first.</summary>
    public ImmutableList<string> DiffIds { get; init; } = [];

    public ImmutableList<ImageHistoryEntry> History { get; init; } = [];

    /// <summary>Sets a variable; an earlier value is replaced at its place.</summary>
    public ImageConfig WithVariable(string name, string value)
    {
        int at = Environment.FindIndex(pair => pair.StartsWith(name + "=", StringComparison.Ordinal));
        string pair = $"{name}={value}";
        return this with { Environment = at < 0 ? Environment.Add(pair) : Environment.SetItem(at, pair) };
    }
}

/// <summary>One step of an image's making.</summary>
/// <param name="Created">When.</param>
/// <param name="CreatedBy">By what command.</param>
/// <param name="Comment">What its maker said.</param>
/// <param name="IsEmptyLayer">Whether it changed only the configuration.</param>
internal sealed record ImageHistoryEntry(DateTimeOffset Created, string CreatedBy, string Comment, bool IsEmptyLayer = false);
