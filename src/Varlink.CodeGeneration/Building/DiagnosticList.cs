using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Building;

/// <summary>Collects what is wrong with an interface.</summary>
internal sealed class DiagnosticList
{
    private readonly List<GenerationDiagnostic> _items = [];

    public bool HasErrors { get; private set; }

    public void NotAnIdentifier(string name, SyntaxNode node) => Error(
        "VARLINK101", $"[Name: {name}] is no name that C# can use: write a capital followed by letters and digits", node);

    public void NameTaken(string name, SyntaxNode node) => Error(
        "VARLINK102", $"[Name: {name}] is the name of something else already: choose another one", node);

    public void NoFieldName(string name, SyntaxNode node) => Error(
        "VARLINK103", $"[Also: {name}] is no name of a field: write the name that stands on the wire, as in [Also: id]", node);

    public void AlsoTaken(string name, SyntaxNode node) => Error(
        "VARLINK104", $"[Also: {name}] names a field that the struct reads already: remove it", node);

    public void Misplaced(string annotation, string meaning, SyntaxNode node) => Warning(
        "VARLINK105", $"{annotation} means nothing here: {meaning}", node);

    public void Misspelt(string line, string annotation, SyntaxNode node) => Warning(
        "VARLINK106", $"{line} is read as documentation: write {annotation} if that is what you mean", node);

    public SyntaxList<GenerationDiagnostic> InOrder() => SyntaxList<GenerationDiagnostic>.From(_items.OrderBy(item => item.Span.Start));

    private void Error(string id, string message, SyntaxNode node)
    {
        HasErrors = true;
        _items.Add(new GenerationDiagnostic(id, IsError: true, message, node.Span));
    }

    private void Warning(string id, string message, SyntaxNode node) =>
        _items.Add(new GenerationDiagnostic(id, IsError: false, message, node.Span));
}
