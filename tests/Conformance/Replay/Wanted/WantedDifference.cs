namespace Varlink.Conformance.Replay.Wanted;

/// <summary>Why the engine answers otherwise than the recorded daemon.</summary>
internal enum WantedKind
{
    /// <summary>The documentation of the interface promises otherwise.</summary>
    Promised,

    /// <summary>The daemon crashed, hung up, or was plainly broken.</summary>
    Broken,

    /// <summary>The side of the service is clearer by rule.</summary>
    Clearer,
}

/// <summary>A difference that is wanted: a rule, which is listed in docs/reference-engine.md under its name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Why there is a difference.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Applies">Whether it is this difference that an exchange shows.</param>
/// <param name="Undo">
/// Calls that take back what the engine did and the daemon did not, so that later exchanges find the same state; it may ask the engine.
/// </param>
internal sealed record WantedDifference(
    string Name,
    WantedKind Kind,
    string Reason,
    Func<JudgedCall, bool> Applies,
    Func<JudgedCall, Func<string, string>, IEnumerable<string>>? Undo = null);
