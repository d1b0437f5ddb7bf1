using Podman.Testing.Images;
using Podman.Testing.Logs;
using Podman.Testing.Programs;
using Podman.Testing.State;

namespace Podman.Testing.Containers;

/// <summary>
/// What can be done with containers. An operation that has begun is carried out, whether its caller still waits or not, as the real daemon
/// does it: only looking and waiting take a cancellation token.
/// </summary>
internal sealed class ContainerLifecycle(EngineServices services)
{
    private readonly EngineServices _services = services;

    /// <summary>Creates a container of an image that is in local storage.</summary>
    /// <exception cref="EngineFailure">The name is taken, or the request cannot be fulfilled.</exception>
    public Container Create(CreateContainerOptions options)
    {
        lock (_services.Gate)
        {
            StoredImage image = _services.Images.Resolve(options.Image);
            ContainerConfiguration configuration = ContainerConfigurationFactory.Create(options, image, _services.Random);
            string id = _services.Random.NextId();
            string name = options.Name.Length > 0 ? options.Name : NameGenerator.Next(_services.Random, _services.Containers.HasName);
            var container = new Container(
                id, name, configuration, _services.Time.GetUtcNow(), _services.Random.NextId(), new ContainerLog(_services.Time));
            _services.Containers.Add(container);
            return container;
        }
    }

    public Task<string> StartAsync(string name) => OperateAsync(name, ContainerOperation.Start, 0);

    /// <summary>Stops a container.</summary>
    /// <param name="name">Its name or id.</param>
    /// <param name="timeout">Seconds until SIGKILL; 0 or less is at once.</param>
    public Task<string> StopAsync(string name, long timeout) => OperateAsync(name, ContainerOperation.Stop, timeout);

    public Task<string> RestartAsync(string name, long timeout) => OperateAsync(name, ContainerOperation.Restart, timeout);

    public Task<string> PauseAsync(string name) => OperateAsync(name, ContainerOperation.Pause, 0);

    public Task<string> UnpauseAsync(string name) => OperateAsync(name, ContainerOperation.Unpause, 0);

    /// <summary>Sends a signal.</summary>
    /// <param name="name">The container's name or id.</param>
    /// <param name="signal">The number; -1 is SIGTERM, 0 has no effect.</param>
    public async Task<string> KillAsync(string name, long signal)
    {
        Container container = _services.Containers.Resolve(name);
        using (await container.EnterAsync(CancellationToken.None).ConfigureAwait(false))
        {
            ContainerStateMachine.Require(container.State.Status, ContainerOperation.Kill, container.Id, name);
            if (signal is < -1 or > Signals.Max)
            {
                throw EngineFailure.Occurred(
                    $"error sending signal to container {container.Id}: `/usr/sbin/runc kill {container.Id} {(ulong)signal}` failed: exit status 1");
            }

            int number = signal == -1 ? Signals.Term : (int)signal;
            if (number == Signals.Kill)
            {
                container.Run?.Kill();
            }
            else if (number != 0)
            {
                container.Run?.Signal(number);
            }

            return container.Id;
        }
    }

    /// <summary>Removes a container, by force also a running one.</summary>
    public async Task<string> RemoveAsync(string name, bool force)
    {
        Container container = _services.Containers.Resolve(name);
        await RemoveAsync(container, name, force).ConfigureAwait(false);
        return container.Id;
    }

    public async Task RemoveAsync(Container container, string name, bool force)
    {
        using (await container.EnterAsync(CancellationToken.None).ConfigureAwait(false))
        {
            ContainerOperation operation = force ? ContainerOperation.RemoveForce : ContainerOperation.Remove;
            ContainerTransition transition = ContainerStateMachine.Require(container.State.Status, operation, container.Id, name);
            if (transition.Action == ContainerAction.EndAndDelete)
            {
                await EndAsync(container, container.Configuration.Options.StopTimeout).ConfigureAwait(false);
            }

            _services.Containers.Remove(container);
            container.MarkRemoved();
        }
    }

    /// <summary>Removes all that do not run, in the order of their ids. A paused one is refused after those before it are gone.</summary>
    public async Task<IReadOnlyList<string>> RemoveStoppedAsync()
    {
        var removed = new List<string>();
        foreach (Container container in _services.Containers.All)
        {
            if (container.State.Status == ContainerStatus.Running)
            {
                continue;
            }

            try
            {
                await RemoveAsync(container, container.Id, force: false).ConfigureAwait(false);
                removed.Add(container.Id);
            }
            catch (EngineFailure) when (container.IsRemoved)
            {
                // Somebody was faster: then it is not this call that deleted it.
            }
        }

        return removed;
    }

    /// <summary>Waits until a container has exited: for one that never started, until it has been started and has ended.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="EngineFailure">There is no such container, or it is removed meanwhile.</exception>
    public async Task<int> WaitAsync(string name, CancellationToken cancellationToken)
    {
        Container container = _services.Containers.Resolve(name);
        while (true)
        {
            Task change = container.StateChanged.Next;
            if (container is { Configuration.Options.Rm: true, State: { Status: ContainerStatus.Exited } ended })
            {
                // It removes itself now: whoever waits for it is told of the exit all the same.
                return ended.ExitCode;
            }

            // Under the lock: a removal by force must show as such, not as the exit that is its first half; a restart not at all.
            using (await container.EnterAsync(cancellationToken).ConfigureAwait(false))
            {
                ContainerSnapshot state = container.State;
                if (ContainerStateMachine.Next(state.Status, ContainerOperation.Wait).Action == ContainerAction.Nothing)
                {
                    return state.ExitCode;
                }
            }

            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sets a container up for being attached to, if that has not been done.</summary>
    public async Task<Container> PrepareAttachAsync(string name)
    {
        await OperateAsync(name, ContainerOperation.Attach, 0).ConfigureAwait(false);
        return _services.Containers.Resolve(name);
    }

    private async Task<string> OperateAsync(string name, ContainerOperation operation, long timeout)
    {
        Container container = _services.Containers.Resolve(name);
        using (await container.EnterAsync(CancellationToken.None).ConfigureAwait(false))
        {
            ContainerTransition transition = ContainerStateMachine.Require(container.State.Status, operation, container.Id, name);
            await ActAsync(container, transition, timeout).ConfigureAwait(false);
            return container.Id;
        }
    }

    private async Task ActAsync(Container container, ContainerTransition transition, long timeout)
    {
        switch (transition.Action)
        {
            case ContainerAction.Initialize:
                container.Prepare(ContainerInitializer.Initialize(container, _services));
                break;
            case ContainerAction.Run:
                await StartAsync(container).ConfigureAwait(false);
                break;
            case ContainerAction.End:
                await EndAsync(container, timeout).ConfigureAwait(false);
                break;
            case ContainerAction.EndAndRun:
                await EndAsync(container, timeout).ConfigureAwait(false);
                await StartAsync(container).ConfigureAwait(false);
                break;
            case ContainerAction.Freeze:
                container.Run?.Freeze();
                container.ChangeIf(ContainerStatus.Running, ContainerStatus.Paused);
                break;
            case ContainerAction.Thaw:
                container.ChangeIf(ContainerStatus.Paused, ContainerStatus.Running);
                container.Run?.Thaw();
                break;
            case ContainerAction.Nothing when transition.Target is { } target && target != container.State.Status:
                container.Change(state => state with { Status = target });
                container.Attachments.Close();
                break;
        }
    }

    private async Task StartAsync(Container container)
    {
        ContainerSetup setup = container.TakeSetup() ?? ContainerInitializer.Initialize(container, _services);
        await ContainerLauncher.LaunchAsync(container, setup, _services, () => AfterExit(container)).ConfigureAwait(false);
    }

    private async Task EndAsync(Container container, long timeout)
    {
        if (container.Run is not { } run)
        {
            return;
        }

        // Beyond what a timer can hold there is no difference between long and longer.
        TimeSpan grace = TimeSpan.FromSeconds(Math.Clamp(timeout, 0, (long)TimeSpan.FromDays(49).TotalSeconds));
        if (grace > TimeSpan.Zero)
        {
            run.Signal(container.Configuration.StopSignal);
            try
            {
                await run.Exited.WaitAsync(grace, _services.Time).ConfigureAwait(false);
                return;
            }
            catch (TimeoutException)
            {
                // It had its time.
            }
        }

        run.Kill();
        await run.Exited.ConfigureAwait(false);
    }

    /// <summary>A container that was created with <c>rm</c> goes when its program has ended.</summary>
    private void AfterExit(Container container)
    {
        if (container.Configuration.Options.Rm)
        {
            _ = Task.Run(() => RemoveQuietlyAsync(container));
        }
    }

    private async Task RemoveQuietlyAsync(Container container)
    {
        try
        {
            await RemoveAsync(container, container.Id, force: false).ConfigureAwait(false);
        }
        catch (EngineFailure)
        {
            // Somebody was faster: it has been removed, or started again.
        }
    }
}
