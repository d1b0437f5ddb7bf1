using Varlink.Conformance.Replay.Wanted;

namespace Varlink.Conformance.Replay;

/// <summary>What a replay prints: a line a group, a line a step that does not agree, and the sums.</summary>
internal static class ReplayReport
{
    public static void Write(IReadOnlyList<StepResult> results, TextWriter output, bool isVerbose = false)
    {
        if (isVerbose)
        {
            foreach (StepResult result in results.Where(result => result.Row.IsSetup && !result.Agrees))
            {
                output.WriteLine($"set-up {result.Row.Step}: {result.Outcome.NotReplayable ?? result.Difference!.ToString()}");
            }
        }

        StepResult[] steps = [.. results.Where(result => !result.Row.IsSetup)];
        foreach (IGrouping<string, StepResult> group in steps.GroupBy(result => result.Row.Group))
        {
            output.WriteLine($"{group.Key}: {Agreement(group)} steps agree");
            foreach (StepResult result in group.Where(result => !result.Agrees))
            {
                output.WriteLine($"  {result.Row.Step}{(result.Row.IsHeldOut ? " (held out)" : "")}: {Verdict(result)}");
            }
        }

        output.WriteLine();
        foreach (IGrouping<WantedDifference?, StepResult> rule in steps.Where(step => step.Wanted is not null).GroupBy(step => step.Wanted))
        {
            output.WriteLine($"Wanted, {rule.Key!.Name}: {rule.Count()} steps. {rule.Key.Reason}");
        }

        output.WriteLine($"Wanted differences: {steps.Count(step => step.Wanted is not null)}");
        output.WriteLine($"Not replayable: {steps.Count(step => step.IsNotReplayable)}");
        output.WriteLine($"Unexplained: {steps.Count(step => step.IsUnexplained)}");
        if (steps.Any(step => step.Row.IsHeldOut))
        {
            output.WriteLine($"Held out: {Agreement([.. steps.Where(step => step.Row.IsHeldOut)])} steps agree");
        }

        output.WriteLine($"Recording: {Agreement(steps)} steps agree");
    }

    private static string Verdict(StepResult result) => result.IsNotReplayable ? $"not replayable: {result.Outcome.NotReplayable}"
        : result.Wanted is { } wanted ? $"wanted ({wanted.Name}): {result.Difference}"
        : result.Difference!.ToString();

    private static string Agreement(IEnumerable<StepResult> steps) => $"{steps.Count(step => step.Agrees)} of {steps.Count()}";
}
