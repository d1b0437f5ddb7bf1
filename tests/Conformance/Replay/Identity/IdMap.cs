using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Varlink.Conformance.Replay.Identity;

/// <summary>
/// Which id of the engine stands for which recorded one. Ids are drawn by chance, and digests depend on files that are stand-ins: both are
/// learned where they appear, and must stay the same from then on.
/// </summary>
internal sealed partial class IdMap
{
    public const int FullLength = 64;

    private readonly Dictionary<string, string> _toEngine = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _toRecorded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _digests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Finds full ids in a text.</summary>
    [GeneratedRegex("[0-9a-f]{64}")]
    public static partial Regex FullId();

    /// <summary>Pairs two ids that stand at the same place.</summary>
    /// <returns>Null when that fits all that was seen before; otherwise what is wrong.</returns>
    public string? Pair(string recorded, string engine)
    {
        if (_toEngine.TryGetValue(recorded, out string? before))
        {
            return before == engine ? null : $"{Short(recorded)} was {Short(before)} before and is {Short(engine)} now";
        }

        if (_toRecorded.TryGetValue(engine, out string? other))
        {
            return $"{Short(engine)} stands for {Short(other)} already, and now for {Short(recorded)}";
        }

        _toEngine[recorded] = engine;
        _toRecorded[engine] = recorded;
        return null;
    }

    /// <summary>Pairs digests of contents, which are the same on one side and not on the other: nothing follows from them for ids.</summary>
    public void PairLoosely(string recorded, string engine) => _digests[recorded] = engine;

    public void PairName(string recorded, string engine) => _names[recorded] = engine;

    public bool TryGetEngine(string recorded, [NotNullWhen(true)] out string? engine) =>
        _toEngine.TryGetValue(recorded, out engine) || _digests.TryGetValue(recorded, out engine);

    public bool TryGetName(string recorded, [NotNullWhen(true)] out string? engine) => _names.TryGetValue(recorded, out engine);

    /// <summary>The recorded ids that begin like this, and have a counterpart.</summary>
    public IEnumerable<string> Known(string prefix) => _toEngine.Keys.Where(id => id.StartsWith(prefix, StringComparison.Ordinal));

    public static string Short(string id) => id.Length > 12 ? id[..12] : id;
}
