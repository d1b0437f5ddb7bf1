using System.Diagnostics.CodeAnalysis;

namespace Podman.Testing.Programs;

/// <summary>
/// The processes of one run of a container: who is there, what they share, and how all of them are frozen and killed together.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The token source has no timer: there is nothing to free, and programs keep its token.")]
internal sealed class ProcessSpace
{
    private const int FirstChildId = 6;

    private readonly SortedDictionary<int, ContainerProcess> _processes = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _killed = new();
    private int _lastProcessId;

    public required ContainerFileSystem Files { get; init; }

    public required TimeProvider Time { get; init; }

    public required ProgramResolver Programs { get; init; }

    public string HostName { get; init; } = "localhost";

    public UserIds User { get; init; }

    /// <summary>The signal that asks the main process to end.</summary>
    public int StopSignal { get; init; } = Signals.Term;

    /// <summary>What the standard streams are; null where they are none.</summary>
    public Terminal? Terminal { get; init; }

    public PauseGate Gate { get; } = new();

    public ContainerUsage Usage { get; } = new();

    /// <summary>Fires once, when every process is gone.</summary>
    public CancellationToken Killed => _killed.Token;

    /// <summary>The processes there are, by number.</summary>
    public IReadOnlyList<ContainerProcess> Processes
    {
        get
        {
            lock (_gate)
            {
                return [.. _processes.Values];
            }
        }
    }

    /// <summary>Runs the main program to its end.</summary>
    /// <returns>Its exit code. When it was killed this task ends as well, with whatever code.</returns>
    public Task<int> RunMainAsync(
        ContainerProgram program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory,
        ProcessStreams streams) => RunAsync(program, Enter(null, arguments, environment, workingDirectory, streams));

    /// <summary>Runs a program that is looked up in PATH as a child.</summary>
    /// <returns>Its exit code; 127 when there is none, 126 when the file is no program.</returns>
    public Task<int> SpawnAsync(
        ContainerProcess parent,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory,
        ProcessStreams streams)
    {
        ProgramLookup lookup = Programs.FindForShell(Files, arguments, environment, workingDirectory);
        return lookup.Program is { } program
            ? RunAsync(program, Enter(parent, lookup.Arguments, environment, workingDirectory, streams))
            : Task.FromResult(lookup.IsMissing ? 127 : 126);
    }

    /// <summary>Runs a program as part of the process that calls it: a shell's own echo has no number.</summary>
    public Task<int> RunInsideAsync(
        ContainerProcess process, ContainerProgram program, IReadOnlyList<string> arguments, string workingDirectory, ProcessStreams streams) =>
        program(new ContainerProcess(
            this, process.ProcessId, process.ParentProcessId, arguments, process.Environment, workingDirectory, streams));

    /// <summary>Lets a process go on as another program: same number, same signals.</summary>
    public async Task<int> ReplaceAsync(
        ContainerProcess process,
        ContainerProgram program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory,
        ProcessStreams streams)
    {
        var successor = new ContainerProcess(
            this, process.ProcessId, process.ParentProcessId, arguments, environment, workingDirectory, streams);
        lock (_gate)
        {
            _processes[process.ProcessId] = successor;
        }

        return await RunAsync(program, successor).ConfigureAwait(false);
    }

    /// <summary>Runs a copy of a process that does something else: a shell's job in the background.</summary>
    public (int ProcessId, Task<int> Exit) Fork(ContainerProcess process, ContainerProgram program)
    {
        ContainerProcess child = Enter(process, process.Arguments, process.Environment, process.WorkingDirectory, process.Streams);
        return (child.ProcessId, RunAsync(program, child));
    }

    /// <summary>Delivers a signal to a process, and to those it started when it is not the main one.</summary>
    /// <returns>Whether there is such a process.</returns>
    public bool Signal(int signal, int processId = 1)
    {
        List<ContainerProcess> targets = [];
        lock (_gate)
        {
            if (_processes.TryGetValue(processId, out ContainerProcess? target))
            {
                targets.Add(target);
                targets.AddRange(_processes.Values.Where(p => processId != 1 && p.ParentProcessId == processId));
            }
        }

        targets.ForEach(target => target.Deliver(signal));
        return targets.Count > 0;
    }

    /// <summary>Delivers a signal to every process, and to those that begin meanwhile: a shell learns of it before what it starts is looked for.</summary>
    public void SignalAll(int signal)
    {
        var told = new HashSet<ContainerProcess>();
        while (Processes.Where(told.Add).ToList() is { Count: > 0 } processes)
        {
            processes.ForEach(process => process.Deliver(signal));
        }
    }

    /// <summary>Delivers a signal to what a process has started.</summary>
    public void SignalChildren(ContainerProcess parent, int signal)
    {
        foreach (ContainerProcess process in Processes.Where(process => process.ParentProcessId == parent.ProcessId))
        {
            process.Deliver(signal);
        }
    }

    /// <summary>
    /// Ends every process at once. What they do from now on has no effect. What waits for it runs elsewhere: it may be a user's code, and
    /// whoever kills holds locks.
    /// </summary>
    public void Kill() => _ = _killed.CancelAsync();

    private ContainerProcess Enter(
        ContainerProcess? parent,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory,
        ProcessStreams streams)
    {
        lock (_gate)
        {
            // The runtime's own steps take the numbers between.
            int id = _lastProcessId = _lastProcessId == 1 ? FirstChildId : _lastProcessId + 1;
            var process = new ContainerProcess(this, id, parent?.ProcessId ?? 0, arguments, environment, workingDirectory, streams);
            _processes.Add(id, process);
            return process;
        }
    }

    private async Task<int> RunAsync(ContainerProgram program, ContainerProcess process)
    {
        try
        {
            return await program(process).ConfigureAwait(false) & 0xFF;
        }
        catch (OperationCanceledException) when (Killed.IsCancellationRequested)
        {
            return 128 + Signals.Kill;
        }
        catch (OperationCanceledException) when (process.StopRequested.IsCancellationRequested)
        {
            return 128 + process.StopSignal;
        }
        catch (BrokenPipeException)
        {
            return BrokenPipeException.ExitCode;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A program's crash is the container's business, not the engine's: it shows where a user looks for it.
            return await ReportCrashAsync(process, e).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _processes.Remove(process.ProcessId);
            }
        }
    }

    private static async Task<int> ReportCrashAsync(ContainerProcess process, Exception exception)
    {
        try
        {
            await process.StandardError.WriteLineAsync($"Unhandled exception. {exception}").ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Killed while crashing: there is nobody left to tell.
        }

        return 1;
    }
}
