namespace Varlink.CodeGeneration;

/// <summary>Which sides of an interface are generated.</summary>
[Flags]
public enum GenerationTargets
{
    /// <summary>Types, codecs and errors only.</summary>
    None = 0,

    /// <summary>The client and its interface.</summary>
    Client = 1,

    /// <summary>The base class for services.</summary>
    Server = 2,

    /// <summary>Both sides: the default.</summary>
    Both = Client | Server,
}

/// <summary>What the project that consumes an interface says about it.</summary>
/// <param name="Namespace">The namespace of the generated code; null or empty for one made of the interface's name.</param>
/// <param name="Prefix">What the names of the classes begin with; null or empty for the last label of the interface's name.</param>
/// <param name="Targets">Which sides are generated.</param>
/// <param name="IsInternal">Whether the types are internal rather than public.</param>
public sealed record GenerationOptions(
    string? Namespace = null, string? Prefix = null, GenerationTargets Targets = GenerationTargets.Both, bool IsInternal = false);
