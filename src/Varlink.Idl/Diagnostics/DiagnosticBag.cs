using Varlink.Idl.Syntax;

namespace Varlink.Idl.Diagnostics;

/// <summary>Collects what is found in one text.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<IdlDiagnostic> _items = [];
    private readonly HashSet<int> _errorStarts = [];

    /// <summary>Whether the text is not an interface.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>How many errors were found so far.</summary>
    public int ErrorCount => _errorStarts.Count;

    /// <summary>Whether an error is reported for what starts there.</summary>
    public bool HasErrorAt(int start) => _errorStarts.Contains(start);

    /// <summary>
    /// Adds a diagnostic. Of several errors at one place only the first is kept: the others follow from it, and would send the
    /// reader to mend what is not broken.
    /// </summary>
    public void Report(IdlDiagnosticKind kind, TextSpan span, string message)
    {
        if (kind.Severity == IdlSeverity.Warning || _errorStarts.Add(span.Start))
        {
            _items.Add(new IdlDiagnostic(kind.Id, kind.Severity, message, span));
        }
    }

    /// <summary>All of them, in the order of the text.</summary>
    public SyntaxList<IdlDiagnostic> ToList() => SyntaxList<IdlDiagnostic>.From(_items.OrderBy(item => item.Span.Start));
}
