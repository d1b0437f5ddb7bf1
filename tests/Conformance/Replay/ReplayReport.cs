namespace Varlink.Conformance.Replay;

/// <summary>What a replay prints.</summary>
internal static class ReplayReport
{
    public static void Write(IReadOnlyList<StepResult> results, TextWriter output)
    {
        foreach (StepResult result in results.Where(result => result.Row.IsSetup && !result.Agrees))
        {
            output.WriteLine($"SETUP {result.Row.Index} {result.Row.Step} {result.Row.Request}: {result.Outcome.NotReplayable ?? result.Difference!.ToString()}");
        }

        StepResult[] steps = [.. results.Where(result => !result.Row.IsSetup)];
        foreach (IGrouping<string, StepResult> group in steps.GroupBy(result => result.Row.Group))
        {
            output.WriteLine($"{group.Key}: {group.Count(result => result.Agrees)} of {group.Count()}");
            foreach (StepResult result in group.Where(result => !result.Agrees))
            {
                string heldOut = result.Row.IsHeldOut ? " (held out)" : "";
                output.WriteLine($"  {result.Row.Step}{heldOut}: {result.Outcome.NotReplayable ?? result.Difference!.ToString()}");
            }
        }

        output.WriteLine($"Recording: {steps.Count(result => result.Agrees)} of {steps.Length} steps agree");
    }
}
