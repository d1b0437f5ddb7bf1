using Podman.Testing;
using Varlink.Conformance.Replay.Recording;
using Varlink.Conformance.Replay.Wanted;
using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay;

/// <summary>
/// Holds the reference engine, or the engine at <c>PODMAN_ADDRESS</c>, against the recording of a real Podman, or against the one that
/// <c>PODMAN_RECORDINGS</c> names.
/// </summary>
[NonParallelizable]
public class ReplayTests
{
    private static string? OtherRecording => Environment.GetEnvironmentVariable(RecordingFile.Variable) is { Length: > 0 } file ? file : null;

    private static string? Address => Environment.GetEnvironmentVariable(ReplayAddress.Variable) is { Length: > 0 } address ? address : null;

    private static RecordingFile Recording => RecordingFile.Read(OtherRecording ?? RecordingFile.DefaultPath);

    [Test]
    public async Task The_engine_answers_as_the_recorded_daemon_did()
    {
        IReadOnlyList<StepResult> results = Address is { } address
            ? await ReplayRun.AgainstAsync(Recording, address)
            : await ReplayRun.AgainstReferenceEngineAsync(Recording, PodmanQuirks.None);
        ReplayReport.Write(results, TestContext.Progress);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Unexplained(results), Is.Empty);
            if (OtherRecording is null && Address is null)
            {
                Assert.That(Unused(results), Is.Empty, "A rule that nothing needs is to be removed.");
                Assert.That(results.Count(result => !result.Row.IsSetup), Is.EqualTo(841));
            }
        }
    }

    [Test]
    public async Task With_all_quirks_it_does_what_the_daemon_did_but_for_what_every_service_does_better()
    {
        if (Address is not null)
        {
            Assert.Ignore("An engine elsewhere has its quirks already.");
        }

        IReadOnlyList<StepResult> results = await ReplayRun.AgainstReferenceEngineAsync(Recording, PodmanQuirks.All);
        string[] quirks =
        [
            "ImageNotFound", "ContainerNotFound", "NotImplemented", "HangUp", "FollowedLogs", "CommitMessages", "ShmSize", "ShortNames", "HiddenNames",
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Unexplained(results), Is.Empty);
            Assert.That(results.Where(result => quirks.Contains(result.Wanted?.Name)).Select(result => result.Row.Step), Is.Empty);
        }
    }

    [Test]
    public async Task Nothing_depends_on_the_names_of_groups_and_steps()
    {
        if (Address is not null)
        {
            Assert.Ignore("An engine elsewhere would have to begin anew.");
        }

        RecordedRow[] rows = [.. Recording.Rows.Select(row => row with { Step = $"step {row.Index}", Group = "all", IsHeldOut = true })];
        Assert.That(Unexplained(await ReplayRun.AgainstReferenceEngineAsync(Recording with { Rows = rows }, PodmanQuirks.None)), Is.Empty);
    }

    [Test]
    public void Every_rule_is_documented()
    {
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(RecordingFile.DefaultPath)!, "..", "..", "docs", "reference-engine.md"));
        Assert.That(WantedDifferences.All.Where(rule => !page.Contains($"| {rule.Name} |", StringComparison.Ordinal)).Select(rule => rule.Name), Is.Empty);
    }

    private static IEnumerable<string> Unexplained(IReadOnlyList<StepResult> results) => results
        .Where(result => !result.Row.IsSetup && result.IsUnexplained)
        .Select(result => $"{result.Row.Step}: {result.Difference}");

    private static IEnumerable<string> Unused(IReadOnlyList<StepResult> results) => WantedDifferences.All
        .Where(rule => results.All(result => result.Row.IsSetup || result.Wanted != rule))
        .Select(rule => rule.Name);
}
