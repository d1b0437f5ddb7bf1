using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Idl;

/// <summary>What <see cref="IdlParser"/> makes of a text.</summary>
/// <param name="Interface">The tree; null when there is an error.</param>
/// <param name="Diagnostics">Errors and warnings, in the order of the text.</param>
public sealed record ParseResult(InterfaceSyntax? Interface, SyntaxList<IdlDiagnostic> Diagnostics)
{
    /// <summary>Whether the text is not an interface.</summary>
    public bool HasErrors => Interface is null;
}
