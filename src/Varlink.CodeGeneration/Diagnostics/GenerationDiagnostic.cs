using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Diagnostics;

/// <summary>What is wrong with an interface from the point of view of C#.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Span">Where it stands in the interface's text.</param>
public sealed record GenerationDiagnostic(GenerationDiagnosticKind Kind, string Message, TextSpan Span);
