using Podman.Testing.Faults;
using Varlink;

namespace Podman.Testing;

/// <summary>
/// Lets go wrong what goes wrong with daemons, for tests of code that has to cope with it: planned per method and count, and to be asserted. Faults
/// befall clients in the process and at addresses alike. All members may be used from several threads.
/// </summary>
/// <example><code>
/// engine.Faults.On(PodmanMethods.StartContainer).CutBeforeReply();
/// engine.Faults.On(PodmanMethods.PullImage).Times(2).Fail(new ErrorOccurredException("no space left on device"));
/// </code></example>
public sealed class EngineFaults
{
    private readonly FaultBook _book;
    private readonly DaemonLife _life;

    internal EngineFaults(FaultBook book, DaemonLife life)
    {
        _book = book;
        _life = life;
    }

    /// <summary>What has gone wrong as planned, in order.</summary>
    public IReadOnlyList<InjectedFault> Injected => _book.Injected;

    /// <summary>What was planned and is still to come: empty at the end of a test that met all of it.</summary>
    public IReadOnlyList<PlannedFault> Due => _book.Due;

    /// <summary>Whether the daemon is gone: connections are refused.</summary>
    public bool IsDown => _life.IsDown;

    /// <summary>Plans what goes wrong with calls of a method.</summary>
    /// <param name="method">The method: <c>PodmanMethods.StartContainer</c> for example.</param>
    /// <returns>The plan, to be completed.</returns>
    /// <exception cref="ArgumentException">It is no method of <c>io.podman</c>.</exception>
    public CallFaultPlan On(VarlinkMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return On(method.FullName);
    }

    /// <summary>Plans what goes wrong with calls of a method.</summary>
    /// <param name="method">Its name: <c>StartContainer</c> or <c>io.podman.StartContainer</c>.</param>
    /// <returns>The plan, to be completed.</returns>
    /// <exception cref="ArgumentException">It is no method of <c>io.podman</c>.</exception>
    public CallFaultPlan On(string method)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        VarlinkMethod? known = PodmanInterface.Methods.FirstOrDefault(candidate => candidate.FullName == method || candidate.Name == method);
        return known is not null
            ? new CallFaultPlan(_book, known.FullName)
            : throw new ArgumentException($"{PodmanInterface.Name} has no method '{method}'.", nameof(method));
    }

    /// <summary>Plans what goes wrong with calls of any method of <c>io.podman</c>.</summary>
    /// <returns>The plan, to be completed.</returns>
    public CallFaultPlan OnAnyCall() => new(_book, method: null);

    /// <summary>Plans what goes wrong with connections.</summary>
    /// <returns>The plan, to be completed.</returns>
    public ConnectFaultPlan OnConnect() => new(_book);

    /// <summary>
    /// Makes the engine a daemon that ends when nobody needs it, as <c>podman varlink --timeout</c> does: a time after its last connection has
    /// closed, connections are refused; socket files stay. Containers go on. <see cref="ComeUpAsync"/> starts it again.
    /// </summary>
    /// <param name="idleTime">How long it waits for another connection, on the engine's clock; positive, at most <see cref="VarlinkClientOptions.MaxTimeLimit"/>.</param>
    public void ExitWhenIdle(TimeSpan idleTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(idleTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(idleTime, VarlinkClientOptions.MaxTimeLimit);
        _life.ExitWhenIdle(idleTime);
    }

    /// <summary>
    /// Ends the daemon as if it had been killed: connections close, calls under way get no reply, and connections are refused. Containers go
    /// on, and so does what the calls had begun.
    /// </summary>
    /// <returns>Completes when it is down. Twice is harmless.</returns>
    public Task GoDownAsync() => _life.GoDownAsync();

    /// <summary>Starts the daemon again, at the addresses that it listened on, with the state that it had.</summary>
    /// <returns>Completes when clients can connect. Harmless where it is up.</returns>
    /// <exception cref="IOException">An address has been taken by somebody else.</exception>
    public Task ComeUpAsync() => _life.ComeUpAsync();

    /// <summary>Takes all plans back, <see cref="ExitWhenIdle"/> too. What has happened stays in <see cref="Injected"/>.</summary>
    public void Clear()
    {
        _book.Clear();
        _life.StayUp();
    }
}
