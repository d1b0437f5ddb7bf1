using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Building;

/// <summary>Makes exceptions out of errors.</summary>
internal sealed class ErrorBuilder(NameScope names, AnnotationReader annotations, DiagnosticList diagnostics, TypeBuilder types)
{
    private const string Suffix = "Exception";

    private readonly List<(ErrorSyntax Syntax, Annotations Notes, string Name)> _declared = [];

    public List<ErrorModel> Errors { get; } = [];

    public void Declare(IEnumerable<ErrorSyntax> declarations)
    {
        (ErrorSyntax Syntax, Annotations Notes)[] all =
            [.. declarations.Select(syntax => (syntax, annotations.Read(syntax, syntax.Documentation, AnnotationTarget.Error)))];
        string[] chosen = NameDeclarations.Choose(
            names,
            diagnostics,
            all,
            item => item.Notes.Name is { } name ? WithSuffix(name) : null,
            item => item.Syntax,
            item => [WithSuffix(item.Syntax.Name)]);
        _declared.AddRange(all.Select((item, i) => (item.Syntax, item.Notes, chosen[i])));
    }

    public void Define()
    {
        foreach ((ErrorSyntax syntax, Annotations notes, string name) in _declared)
        {
            Errors.Add(new ErrorModel(syntax.Name, name, notes.Documentation, Details(syntax, name)));
        }
    }

    private RecordModel? Details(ErrorSyntax syntax, string exception)
    {
        if (syntax.Parameters.Fields.Count == 0)
        {
            return null;
        }

        string name = names.Take(syntax.Name + "Details");
        return types.BuildRecord(
            syntax.Parameters,
            name,
            types.CodecName(name),
            SyntaxList<string>.Empty,
            $"What <c>{syntax.Name}</c> carries.",
            syntax.Name,
            stem: syntax.Name,
            reservedNames: [.. ReservedNames.OfExceptions, .. ReservedNames.OfRecords, exception, name],
            reservedParameters: ReservedNames.OfExceptionParameters);
    }

    private static string WithSuffix(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name : name + Suffix;
}
