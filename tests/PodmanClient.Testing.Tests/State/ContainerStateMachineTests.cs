using Podman.Testing.State;
using static Podman.Testing.State.ContainerOperation;
using static Podman.Testing.State.ContainerStatus;

namespace Podman.Testing.Tests.State;

public class ContainerStateMachineTests
{
    private const string Improper = ": container state improper";

    // The recorded table, row by row: an operation, a state, and the state afterwards or the text of the refusal.
    private static readonly object?[][] Recorded =
    [
        [Start, Configured, Running, null], [Start, Created, Running, null], [Start, Exited, Running, null],
        [Start, Running, null, "container is already running or paused"],
        [Start, Paused, null, "container is already running or paused"],
        [Stop, Configured, null, "can only stop created, running, or stopped containers" + Improper],
        [Stop, Created, Exited, null], [Stop, Running, Exited, null], [Stop, Exited, Exited, null],
        [Stop, Paused, null, "can only stop created, running, or stopped containers" + Improper],
        [Restart, Configured, Running, null], [Restart, Created, Running, null], [Restart, Running, Running, null],
        [Restart, Paused, null, "unable to restart a container in a paused or unknown state" + Improper],
        [Restart, Exited, Running, null],
        [Kill, Configured, null, "can only kill running containers" + Improper],
        [Kill, Created, null, "can only kill running containers" + Improper],
        [Kill, Paused, null, "can only kill running containers" + Improper],
        [Kill, Exited, null, "can only kill running containers" + Improper],
        [Pause, Configured, null, "\"configured\" is not running, can't pause" + Improper],
        [Pause, Created, null, "\"created\" is not running, can't pause" + Improper],
        [Pause, Running, Paused, null],
        [Pause, Paused, null, "\"1234\" is already paused" + Improper],
        [Pause, Exited, null, "\"exited\" is not running, can't pause" + Improper],
        [Unpause, Configured, null, "\"1234\" is not paused, can't unpause" + Improper],
        [Unpause, Created, null, "\"1234\" is not paused, can't unpause" + Improper],
        [Unpause, Running, null, "\"1234\" is not paused, can't unpause" + Improper],
        [Unpause, Paused, Running, null],
        [Unpause, Exited, null, "\"1234\" is not paused, can't unpause" + Improper],
        [Remove, Running, null, "cannot remove container 1234 as it is running - running or paused containers cannot be removed" + Improper],
        [Remove, Paused, null, "container 1234 is paused, cannot remove until unpaused" + Improper],
        [RemoveForce, Paused, null, "container 1234 is paused, cannot remove until unpaused" + Improper],
        [Attach, Configured, Created, null], [Attach, Created, Created, null], [Attach, Running, Running, null],
        [Attach, Paused, Paused, null], [Attach, Exited, Created, null],
        [Top, Configured, null, "container box is not running"], [Top, Created, null, "container box is not running"],
        [Top, Running, Running, null], [Top, Paused, null, "container box is not running"], [Top, Exited, null, "container box is not running"],
    ];

    [TestCaseSource(nameof(Recorded))]
    public void An_operation_does_what_was_recorded(object operation, object status, object? target, string? refusal)
    {
        if (refusal is not null)
        {
            Assert.That(
                () => ContainerStateMachine.Require((ContainerStatus)status, (ContainerOperation)operation, "1234", "box"),
                Throws.TypeOf<EngineFailure>().With.Message.EqualTo(refusal).And.Property(nameof(EngineFailure.Kind)).EqualTo(FailureKind.ErrorOccurred));
        }
        else
        {
            ContainerTransition transition = ContainerStateMachine.Require((ContainerStatus)status, (ContainerOperation)operation, "1234", "box");
            Assert.That(transition.Target, Is.EqualTo(target));
        }
    }

    [Test]
    public void Every_operation_is_decided_in_every_state()
    {
        foreach (ContainerOperation operation in Enum.GetValues<ContainerOperation>())
        {
            foreach (ContainerStatus status in Enum.GetValues<ContainerStatus>())
            {
                Assert.That(() => ContainerStateMachine.Next(status, operation), Throws.Nothing, $"{operation} in {status}");
            }
        }
    }

    [TestCase(Configured, ContainerAction.Delete)]
    [TestCase(Created, ContainerAction.Delete)]
    [TestCase(Running, ContainerAction.EndAndDelete)]
    [TestCase(Exited, ContainerAction.Delete)]
    public void Removing_by_force_ends_a_running_program_first(object status, object action)
    {
        Assert.That(ContainerStateMachine.Next((ContainerStatus)status, RemoveForce).Action, Is.EqualTo(action));
    }

    [TestCase(Configured)]
    [TestCase(Created)]
    [TestCase(Running)]
    [TestCase(Paused)]
    public void Waiting_blocks_in_every_state_but_exited(object status)
    {
        Assert.That(ContainerStateMachine.Next((ContainerStatus)status, Wait).Action, Is.EqualTo(ContainerAction.AwaitExit));
        Assert.That(ContainerStateMachine.Next(Exited, Wait).Action, Is.EqualTo(ContainerAction.Nothing));
    }
}
