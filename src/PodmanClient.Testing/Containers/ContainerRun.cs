using Podman.Testing.Programs;

namespace Podman.Testing.Containers;

/// <summary>One run of a container's program, from its start to its end.</summary>
internal sealed class ContainerRun
{
    // Real time, whatever the engine's clock: it only guards against programs that block their thread.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ProcessSpace _space;

    public ContainerRun(ProcessSpace space, string networkAddress, string macAddress)
    {
        _space = space;
        NetworkAddress = networkAddress;
        MacAddress = macAddress;
    }

    /// <summary>Completes once the end is noted in the container's state.</summary>
    public Task Exited { get; private set; } = Task.CompletedTask;

    public IReadOnlyList<ContainerProcess> Processes => _space.Processes;

    public ContainerUsage Usage => _space.Usage;

    public string NetworkAddress { get; }

    public string MacAddress { get; }

    /// <summary>Starts the program.</summary>
    /// <param name="main">Runs it to its end.</param>
    /// <param name="onExit">Notes the exit code.</param>
    /// <returns>
    /// Completes when the program has come to its first wait, or has ended and its end is noted: whoever starts <c>echo</c> finds its line in the
    /// log. A program that does neither is not waited for long.
    /// </returns>
    public async Task StartAsync(Func<Task<int>> main, Action<int> onExit)
    {
        var firstWait = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> program = Task.Run(async () =>
        {
            Task<int> running = main();
            firstWait.SetResult(running.IsCompleted);
            return await running.ConfigureAwait(false);
        });
        Exited = EndAsync(program, onExit);
        try
        {
            if (await firstWait.Task.WaitAsync(Patience).ConfigureAwait(false))
            {
                await Exited.WaitAsync(Patience).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            // It computes, or blocks its thread: its own affair.
        }
    }

    public void Signal(int signal) => _space.Signal(signal);

    public void SignalAll(int signal) => _space.SignalAll(signal);

    /// <summary>Ends everything at once; what a program of a user does from then on has no effect, and nobody waits for it.</summary>
    public void Kill() => _space.Kill();

    public void Freeze() => _space.Gate.Close();

    public void Thaw() => _space.Gate.Open();

    private async Task EndAsync(Task<int> program, Action<int> onExit)
    {
        int exitCode;
        try
        {
            exitCode = await program.WaitAsync(_space.Killed).ConfigureAwait(false);

            // The end of a frozen program shows when it is thawed.
            await _space.Gate.PassAsync(_space.Killed).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_space.Killed.IsCancellationRequested)
        {
            exitCode = 128 + Signals.Kill;
        }

        // Whoever is still there goes with the main process.
        _space.Kill();
        onExit(exitCode);
    }
}
