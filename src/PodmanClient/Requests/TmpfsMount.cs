using System.Diagnostics.CodeAnalysis;
using Podman.Requests;

namespace Podman;

/// <summary>
/// An empty file system in memory that is mounted into a container. It goes wherever a request takes the text of one:
/// <c>Tmpfs = [new TmpfsMount("/scratch") { Size = ByteSize.Parse("64m") }]</c>. Two are equal when their texts are.
/// </summary>
public sealed record TmpfsMount
{
    private const string SizeOption = "size=";

    private readonly ByteSize? _size;
    private readonly IReadOnlyList<string> _options = [];

    /// <summary>Mounts a file system in memory.</summary>
    /// <param name="destination">Where in the container: an absolute path.</param>
    /// <exception cref="ArgumentException">The path is not absolute, or has a colon, for which Podman has no escape.</exception>
    public TmpfsMount(string destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Destination = MountText.PathFault(destination) is { } fault ? throw new ArgumentException($"{fault}.", nameof(destination)) : destination;
    }

    /// <summary>Where in the container: an absolute path.</summary>
    public string Destination { get; }

    /// <summary>How much it holds. Default: null, as the engine has it (64 MiB with Podman 0.8).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not greater than 0.</exception>
    public ByteSize? Size
    {
        get => _size;
        init
        {
            if (value is { } size)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Bytes, nameof(value));
            }

            _size = value;
        }
    }

    /// <summary>Further options, as the kernel has them: <c>mode=1777</c>, <c>noexec</c>, <c>uid=1000</c>. Default: none.</summary>
    /// <exception cref="ArgumentException">One is empty, has a comma or a colon, or is a size.</exception>
    public IReadOnlyList<string> Options
    {
        get => _options;
        init => _options = MountText.CheckedOptions(value, static option => option.StartsWith(SizeOption, StringComparison.Ordinal));
    }

    /// <summary>The text that requests take.</summary>
    /// <param name="mount">The mount.</param>
    [return: NotNullIfNotNull(nameof(mount))]
    public static implicit operator string?(TmpfsMount? mount) => mount?.ToString();

    /// <inheritdoc/>
    public bool Equals(TmpfsMount? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The text that requests take.</summary>
    /// <returns><c>/scratch:size=64m,mode=1777</c>, <c>/scratch</c>.</returns>
    public override string ToString()
    {
        IEnumerable<string> options = Size is { } size ? [SizeOption + size, .. Options] : Options;
        string list = string.Join(',', options);
        return list.Length == 0 ? Destination : $"{Destination}:{list}";
    }
}
