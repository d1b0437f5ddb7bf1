namespace Podman.Libpod.Transfer;

/// <summary>Changes to an image, "KEY=value" each, as the API wants them: "KEY value", as in a Dockerfile.</summary>
internal static class ImageChanges
{
    public static IEnumerable<string> ToInstructions(IReadOnlyList<string> changes) => changes.Select(static change =>
    {
        int end = change.AsSpan().IndexOfAny('=', ' ');
        return end > 0 && change[end] == '=' ? $"{change[..end]} {change[(end + 1)..]}" : change;
    });
}
