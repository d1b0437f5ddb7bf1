using Podman.Testing.State;

namespace Podman.Testing.Tests.State;

/// <summary>
/// The whole table, cell by cell, as it was seen on Podman 0.8: the state afterwards; <c>gone</c>, <c>blocks</c> and <c>signal</c> where the
/// container is deleted, where the call waits for its end, and where its program decides; a letter where it is refused, with the text below.
/// </summary>
public class ContainerStateMachineTests
{
    private const string Table =
        """
        operation   | configured | created | running | paused  | exited
        Start       | running    | running | s       | s       | running
        Stop        | a          | exited  | exited  | a       | exited
        Restart     | running    | running | running | r       | running
        Kill        | b          | b       | signal  | b       | b
        Pause       | p1         | p2      | paused  | p3      | p4
        Unpause     | c          | c       | c       | running | c
        Wait        | blocks     | blocks  | blocks  | blocks  | exited
        Remove      | gone       | gone    | d       | e       | gone
        RemoveForce | gone       | gone    | gone    | e       | gone
        Attach      | created    | created | running | paused  | created
        Top         | t          | t       | running | t       | t
        Examine     | configured | created | running | paused  | exited
        """;

    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["s"] = "container is already running or paused",
        ["a"] = "can only stop created, running, or stopped containers: container state improper",
        ["r"] = "unable to restart a container in a paused or unknown state: container state improper",
        ["b"] = "can only kill running containers: container state improper",
        ["p1"] = "\"configured\" is not running, can't pause: container state improper",
        ["p2"] = "\"created\" is not running, can't pause: container state improper",
        ["p3"] = "\"1234\" is already paused: container state improper",
        ["p4"] = "\"exited\" is not running, can't pause: container state improper",
        ["c"] = "\"1234\" is not paused, can't unpause: container state improper",
        ["d"] = "cannot remove container 1234 as it is running - running or paused containers cannot be removed: container state improper",
        ["e"] = "container 1234 is paused, cannot remove until unpaused: container state improper",
        ["t"] = "container box is not running",
    };

    private static IEnumerable<TestCaseData> Cells()
    {
        string[][] rows = [.. Table.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries))];
        return from row in rows.Skip(1)
               from column in Enumerable.Range(1, row.Length - 1)
               select new TestCaseData(row[0], rows[0][column], row[column]).SetArgDisplayNames(row[0], rows[0][column], row[column]);
    }

    [TestCaseSource(nameof(Cells))]
    public void A_cell_is_as_it_was_seen(string operation, string status, string outcome)
    {
        var asked = Enum.Parse<ContainerOperation>(operation);
        var state = Enum.Parse<ContainerStatus>(status, ignoreCase: true);
        if (Refusals.TryGetValue(outcome, out string? refusal))
        {
            Assert.That(
                () => ContainerStateMachine.Require(state, asked, "1234", "box"),
                Throws.TypeOf<EngineFailure>().With.Message.EqualTo(refusal).And.Property(nameof(EngineFailure.Kind)).EqualTo(FailureKind.ErrorOccurred));
            return;
        }

        ContainerTransition transition = ContainerStateMachine.Require(state, asked, "1234", "box");
        Assert.That(Describe(transition), Is.EqualTo(outcome));
    }

    [Test]
    public void Every_operation_and_every_state_has_its_cell()
    {
        Assert.That(Cells().Count(), Is.EqualTo(Enum.GetValues<ContainerOperation>().Length * Enum.GetValues<ContainerStatus>().Length));
    }

    [Test]
    public void Removing_by_force_ends_a_running_program_first()
    {
        Assert.That(ContainerStateMachine.Next(ContainerStatus.Running, ContainerOperation.RemoveForce).Action, Is.EqualTo(ContainerAction.EndAndDelete));
        Assert.That(ContainerStateMachine.Next(ContainerStatus.Exited, ContainerOperation.RemoveForce).Action, Is.EqualTo(ContainerAction.Delete));
    }

    private static string Describe(ContainerTransition transition) => transition.Action switch
    {
        ContainerAction.Delete or ContainerAction.EndAndDelete => "gone",
        ContainerAction.AwaitExit => "blocks",
        ContainerAction.Signal => "signal",
        _ => transition.Target!.Value.ToWire(),
    };
}
