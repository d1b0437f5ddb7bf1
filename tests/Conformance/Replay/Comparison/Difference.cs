namespace Varlink.Conformance.Replay.Comparison;

/// <summary>Where an engine answered otherwise than the recorded daemon.</summary>
/// <param name="Path">Where in the reply, or what it is about.</param>
/// <param name="Recorded">What was recorded.</param>
/// <param name="Engine">What came.</param>
internal sealed record Difference(string Path, string Recorded, string Engine)
{
    private const int MostShown = 160;

    public Difference(string path, string recorded, string engine, string reason)
        : this(path, recorded, engine) => Reason = reason;

    public Difference(string path, string recorded, string engine, string recordedKind, string engineKind)
        : this(path, recorded, engine) => Reason = $"{recordedKind} became {engineKind}";

    /// <summary>More about it.</summary>
    public string Reason { get; } = "";

    public override string ToString() =>
        $"{Path}: {(Reason.Length > 0 ? Reason + "; " : "")}recorded {Cut(Recorded)}, got {Cut(Engine)}";

    private static string Cut(string text)
    {
        string line = text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
        return line.Length <= MostShown ? $"'{line}'" : $"'{line[..MostShown]}...' ({line.Length} characters)";
    }
}
