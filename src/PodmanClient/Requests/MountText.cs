using System.Text.RegularExpressions;

namespace Podman.Requests;

/// <summary>What the texts of mounts are made of.</summary>
internal static partial class MountText
{
    private static readonly string[] PropagationNames = ["", "private", "rprivate", "shared", "rshared", "slave", "rslave"];

    public static string Name(MountPropagation propagation) => PropagationNames[(int)propagation];

    public static MountPropagation? Propagation(string option) =>
        Array.IndexOf(PropagationNames, option) is var index and > 0 ? (MountPropagation)index : null;

    /// <summary>Why a text cannot be a folder, on the host or in the container; null where it can.</summary>
    public static string? PathFault(string path) =>
        !path.StartsWith('/') ? $"'{path}' is no absolute path"
        : path.Contains(':', StringComparison.Ordinal) ? $"'{path}' has a colon, which separates the parts of a mount"
        : path.Contains('\0', StringComparison.Ordinal) ? "a path has a NUL in it"
        : null;

    public static string? VolumeFault(string name) => VolumeName().IsMatch(name)
        ? null
        : $"'{name}' is no name of a volume: those begin with a letter or a digit, and go on with letters, digits, '_', '.' and '-'";

    /// <summary>Options without commas and colons of their own, which would come apart, and without those that are said in another way.</summary>
    public static IReadOnlyList<string> CheckedOptions(IReadOnlyList<string> options, Func<string, bool> hasMember)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (string option in options)
        {
            if (string.IsNullOrEmpty(option) || option.AsSpan().ContainsAny(',', ':'))
            {
                throw new ArgumentException($"'{option}' is no option of a mount: it is empty, or has a comma or a colon.", nameof(options));
            }

            if (hasMember(option))
            {
                throw new ArgumentException($"The option '{option}' has a member of its own: it is not one of the others.", nameof(options));
            }
        }

        return [.. options];
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VolumeName();
}
