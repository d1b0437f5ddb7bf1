namespace Podman;

/// <summary>One wait for a container's state.</summary>
internal sealed class StateWait(IPodmanClient client, string name, ContainerState awaited, ContainerWaitOptions options)
{
    // How far a container's life has come. What is not listed is a passing state, or one of a later daemon: then the time limit decides.
    private static readonly Dictionary<string, int> Stages = new(StringComparer.Ordinal)
    {
        [ContainerState.Configured.Name] = 0,
        [ContainerState.Created.Name] = 1,
        [ContainerState.Running.Name] = 2,
        [ContainerState.Paused.Name] = 2,
        [ContainerState.Exited.Name] = 3,
    };

    private ContainerState _seen;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Timeout == TimeSpan.Zero)
        {
            // A limit of no time would have passed before the first look.
            await LookAsync(cancellationToken).ConfigureAwait(false);
            if (!IsThere())
            {
                throw TimedOut(cause: null);
            }

            return;
        }

        using var limit = new CancellationTokenSource(options.Timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            while (!await HasArrivedAsync(either.Token).ConfigureAwait(false))
            {
                await Task.Delay(options.PollInterval, options.TimeProvider, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimedOut(e);
        }
    }

    private TimeoutException TimedOut(Exception? cause)
    {
        string seen = _seen == default ? "the daemon had not told its state" : $"it was {_seen}";
        return new TimeoutException(
            $"The container '{name}' did not become {awaited} within {options.Timeout.TotalSeconds:0.###} s: {seen}. " +
            $"{nameof(ContainerWaitOptions)}.{nameof(ContainerWaitOptions.Timeout)} sets this limit.",
            cause);
    }

    private async Task<bool> HasArrivedAsync(CancellationToken cancellationToken)
    {
        bool hasEnded = false;
        await LookAsync(cancellationToken).ConfigureAwait(false);
        if (_seen != awaited && awaited == ContainerState.Exited)
        {
            hasEnded = await WaitForEndAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // Later daemons tell of an end of containers that never started: the state has the last word.
                await LookAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (ContainerNotFoundException) when (hasEnded)
            {
                return true;
            }
        }

        return IsThere();
    }

    /// <exception cref="ContainerStateException">The state has been passed.</exception>
    private bool IsThere() => _seen == awaited || (HasPassed() ? throw new ContainerStateException(name, awaited, _seen) : false);

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        ListContainerData container = await client.GetContainerAsync(name, cancellationToken).ConfigureAwait(false);
        _seen = new ContainerState(container.Status);
    }

    /// <summary>Lets the daemon wait.</summary>
    /// <returns>False when it refused to.</returns>
    private async Task<bool> WaitForEndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.WaitContainerAsync(name, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ErrorOccurredException)
        {
            // Removed meanwhile, most likely, which the look that follows tells by the right error. Where not, looking on is as good.
            return false;
        }
    }

    private bool HasPassed() => options.FailWhenPassed
        && Stages.TryGetValue(_seen.Name, out int seen) && Stages.TryGetValue(awaited.Name, out int stage) && seen > stage;
}
