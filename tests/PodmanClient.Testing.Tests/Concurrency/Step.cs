namespace Podman.Testing.Tests.Concurrency;

/// <summary>What a client of the property test does.</summary>
public enum StepKind
{
    Create,
    Start,
    Stop,
    Pause,
    Unpause,
    Remove,
    RemoveForce,
    Status,
}

/// <summary>One call: what, and on which of a few names.</summary>
/// <param name="Kind">What.</param>
/// <param name="Name">On what.</param>
public sealed record Step(StepKind Kind, string Name)
{
    public override string ToString() => $"{Kind} {Name}";
}

/// <summary>A call that was made: between which moments it was under way, and what came of it.</summary>
/// <param name="Step">The call.</param>
/// <param name="Begin">A number that is smaller than that of all events after it.</param>
/// <param name="End">Likewise.</param>
/// <param name="Result">What the client got to see.</param>
public sealed record Observation(Step Step, long Begin, long End, string Result)
{
    public override string ToString() => $"[{Begin},{End}] {Step} -> {Result}";
}
