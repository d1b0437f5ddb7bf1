using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration;

/// <summary>A generated file.</summary>
/// <param name="Name">Its path below the folder of generated files, with forward slashes.</param>
/// <param name="Text">Its text, with LF as the line end.</param>
public sealed record GeneratedFile(string Name, string Text);

/// <summary>What is wrong with an interface from the point of view of C#.</summary>
/// <param name="Id">The stable id, <c>VARLINK101</c> for example.</param>
/// <param name="IsError">Whether nothing can be generated.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Span">Where it stands in the interface's text.</param>
public sealed record GenerationDiagnostic(string Id, bool IsError, string Message, TextSpan Span);
