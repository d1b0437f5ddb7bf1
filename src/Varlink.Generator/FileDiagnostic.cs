using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Varlink.CodeGeneration.Diagnostics;
using Varlink.Idl.Diagnostics;

namespace Varlink.Generator;

/// <summary>A diagnostic with its place in a file, comparable by value as the compiler's own are not.</summary>
internal sealed record FileDiagnostic(
    string Id, string Title, bool IsError, string Message, string Path, int Start, int Length, LinePosition Begin, LinePosition End)
{
    /// <summary>What the language says about the text.</summary>
    public static FileDiagnostic From(IdlDiagnostic diagnostic, string path, SourceText lines) => At(
        diagnostic.Id,
        IdlDiagnosticKinds.All.FirstOrDefault(kind => kind.Id == diagnostic.Id)?.Title ?? diagnostic.Id,
        diagnostic.Severity == IdlSeverity.Error,
        diagnostic.Message,
        path,
        diagnostic.Span,
        lines);

    /// <summary>What C# says about the interface.</summary>
    public static FileDiagnostic From(GenerationDiagnostic diagnostic, string path, SourceText lines) => At(
        diagnostic.Kind.Id, diagnostic.Kind.Title, diagnostic.Kind.IsError, diagnostic.Message, path, diagnostic.Span, lines);

    /// <summary>The diagnostic as the compiler reports it.</summary>
    public Diagnostic ToDiagnostic()
    {
        var descriptor = new DiagnosticDescriptor(
            Id, Title, "{0}", "Varlink", IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, isEnabledByDefault: true);
        return Diagnostic.Create(
            descriptor, Location.Create(Path, new TextSpan(Start, Length), new LinePositionSpan(Begin, End)), Message);
    }

    /// <summary>Finds the place as the compiler counts lines.</summary>
    private static FileDiagnostic At(
        string id, string title, bool isError, string message, string path, Idl.Syntax.TextSpan span, SourceText lines)
    {
        int start = Math.Min(span.Start, lines.Length);
        int end = Math.Min(start + span.Length, lines.Length);
        LinePositionSpan place = lines.Lines.GetLinePositionSpan(TextSpan.FromBounds(start, end));
        return new FileDiagnostic(id, title, isError, message, path, start, end - start, place.Start, place.End);
    }
}
