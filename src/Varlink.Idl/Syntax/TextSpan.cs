namespace Varlink.Idl.Syntax;

/// <summary>A piece of the source text.</summary>
/// <param name="Start">Offset of the first character, in UTF-16 code units from the start of the text.</param>
/// <param name="Length">Number of UTF-16 code units.</param>
/// <param name="Line">Line of the first character, counted from 1.</param>
/// <param name="Column">Column of the first character, in UTF-16 code units, counted from 1.</param>
public readonly record struct TextSpan(int Start, int Length, int Line, int Column);
