using System.Globalization;
using static Podman.Testing.State.ContainerAction;
using static Podman.Testing.State.ContainerOperation;
using static Podman.Testing.State.ContainerStatus;
using static Podman.Testing.State.ContainerTransition;

namespace Podman.Testing.State;

/// <summary>
/// Every operation in every state, as Podman 0.8 answers it. Pure: it decides, the container carries out. One row per operation,
/// one column per state, so that it can be held against the recordings cell by cell.
/// </summary>
internal static class ContainerStateMachine
{
    private const string Improper = ": container state improper";
    private const string CannotStop = "can only stop created, running, or stopped containers" + Improper;
    private const string CannotKill = "can only kill running containers" + Improper;
    private const string NotPaused = "\"{0}\" is not paused, can't unpause" + Improper;
    private const string AlreadyRunning = "container is already running or paused";
    private const string NotRunning = "container {1} is not running";
    private const string CannotRestart = "unable to restart a container in a paused or unknown state" + Improper;
    private const string RemovePaused = "container {0} is paused, cannot remove until unpaused" + Improper;
    private const string RemoveRunning =
        "cannot remove container {0} as it is running - running or paused containers cannot be removed" + Improper;

    private static readonly Dictionary<ContainerOperation, ContainerTransition[]> Table = new()
    {
        //               configured, created, running, paused, exited
        [Start] = [Do(Run, Running), Do(Run, Running), Refuse(AlreadyRunning), Refuse(AlreadyRunning), Do(Run, Running)],
        [Stop] = [Refuse(CannotStop), Do(Nothing, Exited), Do(End, Exited), Refuse(CannotStop), Do(Nothing, Exited)],
        [Restart] = [Do(Run, Running), Do(Run, Running), Do(EndAndRun, Running), Refuse(CannotRestart), Do(Run, Running)],
        [Kill] = [Refuse(CannotKill), Refuse(CannotKill), Do(Signal), Refuse(CannotKill), Refuse(CannotKill)],
        [Pause] = [CannotPause(Configured), CannotPause(Created), Do(Freeze, Paused), AlreadyPaused(), CannotPause(Exited)],
        [Unpause] = [Refuse(NotPaused), Refuse(NotPaused), Refuse(NotPaused), Do(Thaw, Running), Refuse(NotPaused)],
        [Wait] = [Do(AwaitExit), Do(AwaitExit), Do(AwaitExit), Do(AwaitExit), Do(Nothing, Exited)],
        [Remove] = [Do(Delete), Do(Delete), Refuse(RemoveRunning), Refuse(RemovePaused), Do(Delete)],
        [RemoveForce] = [Do(Delete), Do(Delete), Do(EndAndDelete), Refuse(RemovePaused), Do(Delete)],
        [Attach] = [Do(Initialize, Created), Do(Nothing, Created), Do(Nothing, Running), Do(Nothing, Paused), Do(Initialize, Created)],
        [Top] = [Refuse(NotRunning), Refuse(NotRunning), Do(Look, Running), Refuse(NotRunning), Refuse(NotRunning)],
        [Examine] = [Do(Look, Configured), Do(Look, Created), Do(Look, Running), Do(Look, Paused), Do(Look, Exited)],
    };

    /// <summary>Looks a cell up.</summary>
    public static ContainerTransition Next(ContainerStatus status, ContainerOperation operation) => Table[operation][(int)status];

    /// <summary>Looks a cell up and fails with its text when the operation is refused.</summary>
    /// <param name="status">The state.</param>
    /// <param name="operation">What is asked.</param>
    /// <param name="id">The container's full id.</param>
    /// <param name="asked">The name or id that the caller used.</param>
    /// <returns>The transition.</returns>
    /// <exception cref="EngineFailure">The state does not allow it.</exception>
    public static ContainerTransition Require(ContainerStatus status, ContainerOperation operation, string id, string asked)
    {
        ContainerTransition transition = Next(status, operation);
        return transition.Refusal is { } text
            ? throw EngineFailure.Occurred(string.Format(CultureInfo.InvariantCulture, text, id, asked))
            : transition;
    }

    private static ContainerTransition CannotPause(ContainerStatus status) =>
        Refuse($"\"{status.ToWire()}\" is not running, can't pause" + Improper);

    private static ContainerTransition AlreadyPaused() => Refuse("\"{0}\" is already paused" + Improper);
}
