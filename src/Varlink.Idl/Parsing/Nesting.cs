namespace Varlink.Idl.Parsing;

/// <summary>
/// Counts how deep the type at hand is nested, so that neither this parser nor whoever walks over its tree runs out of stack.
/// Parentheses count, and so do <c>[]</c>, <c>[string]</c> and <c>?</c>; of a member's own parentheses and one wrapper in them, only one.
/// </summary>
internal sealed class Nesting
{
    public const int Maximum = 256;

    public const string TooDeepMessage = "Types are nested more than 256 deep here: declare a type of its own for the inner part, and use its name.";

    private int _parentheses;
    private int _wrappers;

    /// <summary>Whether the list at hand stands inside of another one.</summary>
    public bool IsInsideOtherList => _parentheses > 1;

    public bool TryEnterParenthesis()
    {
        _parentheses++;
        return IsWithinLimit();
    }

    public bool TryEnterWrapper()
    {
        _wrappers++;
        return IsWithinLimit();
    }

    public void LeaveParenthesis() => _parentheses--;

    public void LeaveWrappers(int count) => _wrappers -= count;

    private bool IsWithinLimit() => Math.Max(_parentheses, _parentheses - 1 + _wrappers) <= Maximum;
}
