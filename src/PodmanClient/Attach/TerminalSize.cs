namespace Podman;

/// <summary>The size of a terminal.</summary>
/// <param name="Columns">How many characters a line holds.</param>
/// <param name="Rows">How many lines there are.</param>
public readonly record struct TerminalSize(int Columns, int Rows)
{
    /// <summary>The size for people: <c>80x24</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Columns}x{Rows}";
}
