namespace Podman.Testing.Build;

/// <summary>One instruction of a Dockerfile.</summary>
/// <param name="Keyword">In upper case.</param>
/// <param name="Arguments">What follows it, lines joined, without its flags.</param>
/// <param name="Flags"><c>--from=base</c> and the like.</param>
/// <param name="Original">The text as it was written.</param>
internal sealed record DockerfileInstruction(string Keyword, string Arguments, IReadOnlyList<string> Flags, string Original)
{
    /// <summary>The value of a flag; null when it is not given.</summary>
    public string? Flag(string name) => Flags
        .Where(flag => flag.StartsWith($"--{name}=", StringComparison.Ordinal))
        .Select(flag => flag[(name.Length + 3)..])
        .FirstOrDefault();
}
