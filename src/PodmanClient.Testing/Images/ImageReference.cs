using System.Text.RegularExpressions;
using Podman.Testing.State;

namespace Podman.Testing.Images;

/// <summary>The name of an image, taken apart: <c>registry/path:tag@digest</c>.</summary>
/// <param name="Registry">The registry; empty when the name does not begin with one.</param>
/// <param name="Path">The repository in it, without tag.</param>
/// <param name="Tag">The tag; null when none is given.</param>
/// <param name="Digest">The digest; null when none is given.</param>
internal sealed partial record ImageReference(string Registry, string Path, string? Tag, string? Digest)
{
    /// <summary>The registry that names of local images get.</summary>
    public const string Localhost = "localhost";

    public const string DefaultTag = "latest";

    public bool HasRegistry => Registry.Length > 0;

    /// <summary>Whether the name is one word: only these are looked for by their last part.</summary>
    public bool IsSingleName => !HasRegistry && !Path.Contains('/', StringComparison.Ordinal);

    /// <summary>Registry and path.</summary>
    public string Repository => HasRegistry ? $"{Registry}/{Path}" : Path;

    public string TagOrDefault => Tag ?? DefaultTag;

    /// <summary>The last part of the path: what a user calls the image.</summary>
    public string ShortName => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Reads a name.</summary>
    /// <exception cref="EngineFailure">It is none; the text is the real daemon's.</exception>
    public static ImageReference Parse(string text) => TryParse(text, out string? error) ?? throw EngineFailure.Occurred(error!);

    /// <summary>Reads a name where the real daemon does not answer when it is none.</summary>
    /// <exception cref="EngineFailure">It is none.</exception>
    public static ImageReference ParseName(string text) => TryParse(text, out string? error) ?? throw EngineFailure.Unanswered(error!);

    /// <summary>Whether an image could be called like this.</summary>
    public static bool IsName(string text) => TryParse(WithoutTransport(text), out _) is not null;

    /// <summary>Reads a name, or says why it is none.</summary>
    public static ImageReference? TryParse(string text, out string? error)
    {
        Match match = Pattern().Match(text);
        error = match.Success ? null
            : text.Length == 0 ? "repository name must have at least one component"
            : Pattern().IsMatch(text.ToLowerInvariant()) ? "repository name must be lowercase"
            : "invalid reference format";
        if (!match.Success)
        {
            return null;
        }

        string name = match.Groups["name"].Value;
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        string first = slash < 0 ? "" : name[..slash];
        bool isRegistry = first == Localhost || first.AsSpan().IndexOfAny('.', ':') >= 0;
        return new ImageReference(isRegistry ? first : "", isRegistry ? name[(slash + 1)..] : name, Value(match, "tag"), Value(match, "digest"));
    }

    /// <summary>The full name that an image is stored under: names without a registry belong to <c>localhost</c>.</summary>
    public string FullName(string registry = Localhost) => $"{(HasRegistry ? Registry : registry)}/{Path}:{TagOrDefault}";

    /// <summary>Cuts a transport off that means a registry: <c>docker://</c>.</summary>
    public static string WithoutTransport(string text) =>
        text.StartsWith("docker://", StringComparison.Ordinal) ? text["docker://".Length..] : text;

    private static string? Value(Match match, string group) => match.Groups[group] is { Success: true, Value: var value } ? value : null;

    [GeneratedRegex(
        """
        \A
        (?<name>
          (?:(?:localhost|[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+)(?::[0-9]+)?/ | [a-zA-Z0-9-]+:[0-9]+/)?
          [a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*
          (?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*
        )
        (?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?
        (?:@(?<digest>sha256:[0-9a-f]{64}))?
        \z
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pattern();
}
