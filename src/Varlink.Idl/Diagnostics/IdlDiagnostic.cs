using Varlink.Idl.Syntax;

namespace Varlink.Idl.Diagnostics;

/// <summary>How much a diagnostic weighs.</summary>
public enum IdlSeverity
{
    /// <summary>Parsers in the wild disagree about it; this one accepts it.</summary>
    Warning,

    /// <summary>The text is not an interface.</summary>
    Error,
}

/// <summary>Something that is wrong with a text, and how to mend it.</summary>
/// <param name="Id">The stable id, <c>VARLINK001</c> for example.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">What is wrong and what to do, one sentence or two.</param>
/// <param name="Span">Where it stands.</param>
public sealed record IdlDiagnostic(string Id, IdlSeverity Severity, string Message, TextSpan Span);
