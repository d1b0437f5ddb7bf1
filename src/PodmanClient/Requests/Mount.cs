using System.Diagnostics.CodeAnalysis;
using Podman.Requests;

namespace Podman;

/// <summary>
/// A folder of the host, or a volume, that is mounted into a container. It goes wherever a request takes the text of one:
/// <c>Volumes = [Mount.Bind("/srv/data", "/data")]</c>. Two are equal when their texts are. For file systems in memory there is
/// <see cref="TmpfsMount"/>.
/// </summary>
public sealed record Mount : ISpanParsable<Mount>
{
    private readonly MountPropagation _propagation;
    private readonly MountLabel _label;
    private readonly IReadOnlyList<string> _options = [];

    private Mount(string source, string destination)
    {
        Source = source;
        Destination = destination;
    }

    /// <summary>What is mounted: a folder or a file on the engine's host, or the name of a volume.</summary>
    public string Source { get; }

    /// <summary>Whether the source is a folder or a file of the host.</summary>
    public bool IsBind => Source is ['/', ..];

    /// <summary>Where in the container: an absolute path.</summary>
    public string Destination { get; }

    /// <summary>Whether the container cannot write to it. Default: false.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>What becomes of file systems that are mounted below it later on. Default: as the engine has it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public MountPropagation Propagation
    {
        get => _propagation;
        init => _propagation = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such kind.");
    }

    /// <summary>Whether SELinux is told that containers may use the files. Default: it is not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such label.</exception>
    public MountLabel Label
    {
        get => _label;
        init => _label = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such label.");
    }

    /// <summary>Further options, as Podman has them: <c>noexec</c>, <c>nosuid</c>, <c>U</c>. Default: none.</summary>
    /// <exception cref="ArgumentException">One is empty, has a comma or a colon, or is one that has a member of its own here.</exception>
    public IReadOnlyList<string> Options
    {
        get => _options;
        init => _options = MountText.CheckedOptions(value, static option => option is "ro" or "rw" or "z" or "Z" || MountText.Propagation(option) is not null);
    }

    /// <summary>The text that requests take.</summary>
    /// <param name="mount">The mount.</param>
    [return: NotNullIfNotNull(nameof(mount))]
    public static implicit operator string?(Mount? mount) => mount?.ToString();

    /// <summary>Mounts a folder or a file of the engine's host.</summary>
    /// <param name="source">Where on the host: an absolute path.</param>
    /// <param name="destination">Where in the container: an absolute path.</param>
    /// <param name="readOnly">Whether the container cannot write to it.</param>
    /// <returns>The mount.</returns>
    /// <exception cref="ArgumentException">A path is not absolute, or has a colon, for which Podman has no escape.</exception>
    public static Mount Bind(string source, string destination, bool readOnly = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        Check(MountText.PathFault(source), nameof(source));
        return new Mount(source, CheckedDestination(destination)) { IsReadOnly = readOnly };
    }

    /// <summary>Mounts a volume, which is made where it is not there. Podman 0.8 has no volumes.</summary>
    /// <param name="name">The name of the volume.</param>
    /// <param name="destination">Where in the container: an absolute path.</param>
    /// <param name="readOnly">Whether the container cannot write to it.</param>
    /// <returns>The mount.</returns>
    /// <exception cref="ArgumentException">The name is none, or the path is not absolute or has a colon.</exception>
    public static Mount Volume(string name, string destination, bool readOnly = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        Check(MountText.VolumeFault(name), nameof(name));
        return new Mount(name, CheckedDestination(destination)) { IsReadOnly = readOnly };
    }

    /// <summary>Reads a mount as <c>-v</c> of command lines has it: <c>/srv/data:/data:ro,z</c>, <c>cache:/var/cache</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The mount.</returns>
    /// <exception cref="FormatException">It is none; the message says what is wrong with it.</exception>
    public static Mount Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text, out string fault) ?? throw new FormatException($"'{text}' is no mount: {fault}.");
    }

    static Mount IParsable<Mount>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static Mount ISpanParsable<Mount>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    /// <summary>Reads a mount as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mount">The mount; null where the text is none.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out Mount mount) =>
        (mount = text is null ? null : TryRead(text, out _)) is not null;

    static bool IParsable<Mount>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Mount result) =>
        TryParse(s, out result);

    static bool ISpanParsable<Mount>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out Mount result) =>
        TryParse(s.ToString(), out result);

    /// <inheritdoc/>
    public bool Equals(Mount? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The text that requests take.</summary>
    /// <returns><c>/srv/data:/data:ro,Z</c>, <c>cache:/var/cache</c>.</returns>
    public override string ToString()
    {
        IEnumerable<string> all =
        [
            IsReadOnly ? "ro" : "",
            Label switch { MountLabel.Shared => "z", MountLabel.Private => "Z", _ => "" },
            MountText.Name(Propagation),
            .. Options,
        ];
        string options = string.Join(',', all.Where(static option => option.Length > 0));
        return $"{Source}:{Destination}{(options.Length > 0 ? ":" : "")}{options}";
    }

    private static Mount? TryRead(string text, out string fault)
    {
        string[] parts = text.Split(':');
        if (parts.Length is not (2 or 3))
        {
            fault = "mounts read /host/folder:/container/folder or volume:/container/folder, with options behind another colon";
            return null;
        }

        string? wrong = (parts[0].StartsWith('/') ? MountText.PathFault(parts[0]) : SourceFault(parts[0])) ?? MountText.PathFault(parts[1]);
        if (wrong is not null)
        {
            fault = wrong;
            return null;
        }

        return Apply(parts.Length == 3 ? parts[2].Split(',') : [], new Mount(parts[0], parts[1]), out fault);
    }

    private static string? SourceFault(string source) => source.StartsWith('.')
        ? $"'{source}' is relative, and lies on the engine's host: only an absolute path says where"
        : MountText.VolumeFault(source);

    private static Mount? Apply(string[] options, Mount mount, out string fault)
    {
        fault = "";
        List<string> more = [];
        bool? isReadOnly = null;
        foreach (string option in options)
        {
            switch (option)
            {
                case "":
                    fault = "an option is empty";
                    return null;
                case "ro" or "rw" when isReadOnly is not null:
                    fault = "it says twice whether it is read-only";
                    return null;
                case "ro" or "rw":
                    isReadOnly = option == "ro";
                    break;
                case "z" or "Z" when mount.Label != MountLabel.Unchanged:
                    fault = "it has two labels";
                    return null;
                case "z" or "Z":
                    mount = mount with { Label = option == "z" ? MountLabel.Shared : MountLabel.Private };
                    break;
                default:
                    if (MountText.Propagation(option) is not { } propagation)
                    {
                        more.Add(option);
                    }
                    else if (mount.Propagation == MountPropagation.Default)
                    {
                        mount = mount with { Propagation = propagation };
                    }
                    else
                    {
                        fault = "it has two kinds of propagation";
                        return null;
                    }

                    break;
            }
        }

        return mount with { IsReadOnly = isReadOnly ?? false, Options = more };
    }

    private static string CheckedDestination(string destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Check(MountText.PathFault(destination), nameof(destination));
        return destination;
    }

    private static void Check(string? fault, string parameter)
    {
        if (fault is not null)
        {
            throw new ArgumentException($"{fault}.", parameter);
        }
    }
}
