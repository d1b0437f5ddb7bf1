namespace Varlink.Idl;

/// <summary>Reads varlink interface definitions.</summary>
public static class IdlParser
{
    /// <summary>Reads one interface. Never throws for what stands in the text.</summary>
    /// <param name="text">The source text.</param>
    /// <returns>The tree, or what is wrong with the text.</returns>
    public static ParseResult Parse(string text) => throw new NotSupportedException(text);
}
