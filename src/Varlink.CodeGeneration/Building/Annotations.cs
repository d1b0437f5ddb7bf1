using Varlink.CodeGeneration.Model;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Building;

/// <summary>What the comment lines in brackets say about a node.</summary>
internal sealed class Annotations
{
    /// <summary>The comment without the annotations.</summary>
    public SyntaxList<string> Documentation { get; set; } = SyntaxList<string>.Empty;

    /// <summary><c>[Read-only]</c>, <c>[Long-running]</c>, <c>[Supports 'more' flag]</c>, <c>[Requires 'more' flag]</c>.</summary>
    public MethodTraits Traits { get; set; }

    /// <summary><c>[Name: X]</c>.</summary>
    public string? Name { get; set; }

    /// <summary><c>[Also: x]</c>.</summary>
    public string? AlsoName { get; set; }

    /// <summary><c>[Also flat]</c>.</summary>
    public bool AlsoFlat { get; set; }

    /// <summary><c>[Also RFC 3339]</c>.</summary>
    public bool AlsoTime { get; set; }
}

/// <summary>Where annotations can stand.</summary>
[Flags]
internal enum AnnotationTarget
{
    Interface = 1,
    Type = 2,
    Method = 4,
    Error = 8,
    Field = 16,
    EnumValue = 32,
}
