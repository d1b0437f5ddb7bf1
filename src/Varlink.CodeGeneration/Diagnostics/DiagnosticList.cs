using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Diagnostics;

/// <summary>Collects what is wrong with an interface.</summary>
internal sealed class DiagnosticList
{
    private readonly List<GenerationDiagnostic> _items = [];

    public bool HasErrors => _items.Exists(item => item.Kind.IsError);

    public void NotAnIdentifier(string name, SyntaxNode node) => Add(
        GenerationDiagnosticKinds.NotAnIdentifier,
        $"[Name: {name}] is no name that C# can use: write a capital followed by letters and digits",
        node);

    public void NameTaken(string name, SyntaxNode node) => Add(
        GenerationDiagnosticKinds.NameTaken, $"[Name: {name}] is the name of something else already: choose another one", node);

    public void NoFieldName(string name, SyntaxNode node) => Add(
        GenerationDiagnosticKinds.NoFieldName,
        $"[Also: {name}] is no name of a field: write the name that stands on the wire, as in [Also: id]",
        node);

    public void AlsoTaken(string name, SyntaxNode node) => Add(
        GenerationDiagnosticKinds.AlsoTaken, $"[Also: {name}] names a field that the struct reads already: remove it", node);

    public void Misplaced(string annotation, string meaning, SyntaxNode node) => Add(
        GenerationDiagnosticKinds.Misplaced, $"{annotation} means nothing here: {meaning}", node);

    public void Misspelt(string line, string annotation, SyntaxNode node) => Add(
        GenerationDiagnosticKinds.Misspelt, $"{line} is read as documentation: write {annotation} if that is what you mean", node);

    public SyntaxList<GenerationDiagnostic> InOrder() => SyntaxList<GenerationDiagnostic>.From(_items.OrderBy(item => item.Span.Start));

    private void Add(GenerationDiagnosticKind kind, string message, SyntaxNode node) =>
        _items.Add(new GenerationDiagnostic(kind, message, node.Span));
}
