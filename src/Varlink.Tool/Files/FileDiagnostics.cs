using System.Globalization;
using Varlink.CodeGeneration;
using Varlink.CodeGeneration.Diagnostics;
using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Tool.Files;

/// <summary>What is wrong with files, in the form that editors and CI systems read: <c>file(line,column): error ID: text</c>.</summary>
internal static class FileDiagnostics
{
    /// <summary>What the language says.</summary>
    public static IEnumerable<string> OfLanguage(InterfaceFile file) => file.Parsed.Diagnostics.Select(
        each => Line(file.Path, each.Span, each.Severity == IdlSeverity.Error, each.Id, each.Message));

    /// <summary>What the generator says of a model that was made, or not.</summary>
    public static IEnumerable<string> OfGeneration(InterfaceFile file, IEnumerable<GenerationDiagnostic> diagnostics) =>
        diagnostics.Select(each => Line(file.Path, each.Span, each.Kind.IsError, each.Kind.Id, each.Message));

    /// <summary>All that the compiler would say, were the file part of a project.</summary>
    /// <returns>The lines, and whether any is an error.</returns>
    public static (IReadOnlyList<string> Lines, bool HasErrors) Of(InterfaceFile file)
    {
        if (file.Parsed.Interface is not { } tree)
        {
            return ([.. OfLanguage(file)], true);
        }

        (_, SyntaxList<GenerationDiagnostic> found) = CodeGenerator.BuildModel(tree, file.Text, new GenerationOptions());
        return ([.. OfLanguage(file), .. OfGeneration(file, found)], found.Any(each => each.Kind.IsError));
    }

    private static string Line(string path, TextSpan span, bool isError, string id, string message) => string.Create(
        CultureInfo.InvariantCulture, $"{path}({span.Line},{span.Column}): {(isError ? "error" : "warning")} {id}: {message}");
}
