using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Varlink.CodeGeneration;

namespace Varlink.Generator;

/// <summary>A diagnostic with its place in a file, comparable by value as the compiler's own are not.</summary>
internal sealed record FileDiagnostic(
    string Id, bool IsError, string Message, string Path, int Start, int Length, LinePosition Begin, LinePosition End)
{
    private const string HelpLink = "https://varlink.org/Interface-Definition";

    /// <summary>Finds the place of a diagnostic as the compiler counts lines.</summary>
    public static FileDiagnostic From(GenerationDiagnostic diagnostic, string path, SourceText lines)
    {
        int start = Math.Min(diagnostic.Span.Start, lines.Length);
        int end = Math.Min(start + diagnostic.Span.Length, lines.Length);
        LinePositionSpan span = lines.Lines.GetLinePositionSpan(TextSpan.FromBounds(start, end));
        return new FileDiagnostic(diagnostic.Id, diagnostic.IsError, diagnostic.Message, path, start, end - start, span.Start, span.End);
    }

    /// <summary>The diagnostic as the compiler reports it.</summary>
    public Diagnostic ToDiagnostic()
    {
        var descriptor = new DiagnosticDescriptor(
            Id,
            "Varlink interface definition",
            "{0}",
            "Varlink",
            IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            isEnabledByDefault: true,
            helpLinkUri: HelpLink);
        return Diagnostic.Create(
            descriptor, Location.Create(Path, new TextSpan(Start, Length), new LinePositionSpan(Begin, End)), Message);
    }
}
