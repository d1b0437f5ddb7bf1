using System.Collections.Immutable;

namespace Podman.Testing.Tests.Concurrency;

/// <summary>
/// What an engine is, as simply as it can be said: names with a state each. Programs run until they are stopped. Written down independently of
/// the engine's own table of states.
/// </summary>
internal sealed record Model(ImmutableSortedDictionary<string, string> States)
{
    public const string Ok = "ok";
    public const string NotFound = "not found";
    public const string Refused = "refused";

    public static readonly Model Empty = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>What a call does and gives when nothing else happens at the same time.</summary>
    public (Model Next, string Result) Apply(Step step)
    {
        States.TryGetValue(step.Name, out string? state);
        if (step.Kind == StepKind.Create)
        {
            return state is null ? (With(step.Name, "configured"), Ok) : (this, Refused);
        }

        return (step.Kind, state) switch
        {
            (_, null) => (this, NotFound),
            (StepKind.Status, _) => (this, state),
            (StepKind.Start, "configured" or "exited") => (With(step.Name, "running"), Ok),
            (StepKind.Stop, "running") => (With(step.Name, "exited"), Ok),
            (StepKind.Stop, "exited") => (this, Ok),
            (StepKind.Pause, "running") => (With(step.Name, "paused"), Ok),
            (StepKind.Unpause, "paused") => (With(step.Name, "running"), Ok),
            (StepKind.Remove, "configured" or "exited") => (Without(step.Name), Ok),
            (StepKind.RemoveForce, not "paused") => (Without(step.Name), Ok),
            _ => (this, Refused),
        };
    }

    public bool Equals(Model? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(' ', States.Select(entry => $"{entry.Key}={entry.Value}"));

    private Model With(string name, string state) => new(States.SetItem(name, state));

    private Model Without(string name) => new(States.Remove(name));
}
