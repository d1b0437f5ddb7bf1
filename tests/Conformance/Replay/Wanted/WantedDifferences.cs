namespace Varlink.Conformance.Replay.Wanted;

/// <summary>All wanted differences. docs/reference-engine.md lists them in the same order, for those who use the engine.</summary>
internal static class WantedDifferences
{
    public static IReadOnlyList<WantedDifference> All { get; } = [.. PromisedDifferences.All, .. BrokenDifferences.All, .. ClearerDifferences.All];
}
