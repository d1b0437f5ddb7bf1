using System.Text;
using Podman.Testing.FileSystem;

namespace Podman.Testing.Programs.Shell;

/// <summary>Runs a script's commands. One interpreter is one shell process; subshells are further interpreters on a copy of its state.</summary>
internal sealed partial class ShellInterpreter
{
    private readonly TrapTable _traps;
    private readonly BackgroundJobs _jobs;
    private int _steps;
    private int _conditions;

    public ShellInterpreter(ContainerProcess process, ShellState state)
        : this(process, state, new TrapTable(process), new BackgroundJobs())
    {
    }

    private ShellInterpreter(ContainerProcess process, ShellState state, TrapTable traps, BackgroundJobs jobs)
    {
        Process = process;
        State = state;
        _traps = traps;
        _jobs = jobs;
    }

    public ContainerProcess Process { get; }

    public ShellState State { get; }

    public TrapTable Traps => _traps;

    public BackgroundJobs Jobs => _jobs;

    /// <summary>The terminal that commands come from; null for a script.</summary>
    public ShellPrompt? Prompt { get; init; }

    /// <summary>Runs a script and whatever is to be done at the shell's exit.</summary>
    /// <returns>The shell's exit code.</returns>
    public async ValueTask<int> RunToExitAsync(ShellNode script) =>
        await FinishAsync(await CatchExitAsync(script, Process.Streams).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Does what is to be done at the shell's exit; it keeps the exit code unless it exits itself.</summary>
    public async ValueTask<int> FinishAsync(int status)
    {
        if (_traps.TakeExit() is not { } atExit)
        {
            return status;
        }

        State.LastStatus = status;
        try
        {
            await ExecuteAsync(atExit, Process.Streams).ConfigureAwait(false);
            return status;
        }
        catch (ShellExit exit)
        {
            return exit.Status;
        }
    }

    /// <summary>Runs a command, <c>exit</c> included in what it may do to the shell.</summary>
    public async ValueTask<int> ExecuteAsync(ShellNode node, ProcessStreams streams)
    {
        await StepAsync().ConfigureAwait(false);
        int status = node switch
        {
            SimpleCommand simple => await SimpleAsync(simple, streams).ConfigureAwait(false),
            Sequence sequence => await SequenceAsync(sequence, streams).ConfigureAwait(false),
            AndOr andOr => await AndOrAsync(andOr, streams).ConfigureAwait(false),
            Pipeline pipeline => await PipelineAsync(pipeline, streams).ConfigureAwait(false),
            Background background => StartJob(background.Command, streams),
            IfCommand branch => await IfAsync(branch, streams).ConfigureAwait(false),
            WhileCommand loop => await WhileAsync(loop, streams).ConfigureAwait(false),
            ForCommand loop => await ForAsync(loop, streams).ConfigureAwait(false),
            CaseCommand choice => await CaseAsync(choice, streams).ConfigureAwait(false),
            GroupCommand group => await GroupAsync(group, streams).ConfigureAwait(false),
            FunctionDefinition function => Define(function),
            _ => throw new InvalidOperationException($"The shell does not know {node.GetType().Name}."),
        };
        State.LastStatus = status;
        bool canStop = node is SimpleCommand or Pipeline { IsNegated: false } or GroupCommand { IsSubshell: true };
        if (status != 0 && canStop && State.StopsOnError && _conditions == 0)
        {
            throw new ShellExit(status);
        }

        return status;
    }

    /// <summary>Runs the body of a function, or of <c>eval</c> and <c>.</c>, in this shell.</summary>
    public async ValueTask<int> CallAsync(ShellNode body, IReadOnlyList<string> arguments, ProcessStreams streams)
    {
        IReadOnlyList<string> outer = State.Parameters;
        State.Parameters = arguments;
        try
        {
            return await ExecuteAsync(body, streams).ConfigureAwait(false);
        }
        catch (ShellReturn done)
        {
            return done.Status;
        }
        finally
        {
            State.Parameters = outer;
        }
    }

    private async ValueTask<int> CatchExitAsync(ShellNode node, ProcessStreams streams)
    {
        try
        {
            return await ExecuteAsync(node, streams).ConfigureAwait(false);
        }
        catch (ShellExit exit)
        {
            return exit.Status;
        }
        catch (ShellReturn exit)
        {
            return exit.Status;
        }
        catch (ShellLoopJump)
        {
            // break outside of a loop does nothing.
            return 0;
        }
        catch (ShellSyntaxException e)
        {
            await WriteErrorAsync(streams, e.Message).ConfigureAwait(false);
            return 2;
        }
    }

    private async ValueTask StepAsync()
    {
        await Process.Space.Gate.PassAsync(Process.Killed).ConfigureAwait(false);
        if (Process.ProcessId != 1)
        {
            Process.StopRequested.ThrowIfCancellationRequested();
        }

        if (Prompt?.IsInterrupted == true)
        {
            throw new ShellInterrupt();
        }

        // A loop of the shell's own commands never waits: give the thread back now and then.
        if (++_steps % 64 == 0)
        {
            await Task.Yield();
        }

        await RunTrapsAsync().ConfigureAwait(false);
    }

    private async ValueTask RunTrapsAsync()
    {
        while (_traps.TakePending() is { } action)
        {
            int status = State.LastStatus;
            await ExecuteAsync(action, Process.Streams).ConfigureAwait(false);
            State.LastStatus = status;
        }
    }

    private async ValueTask<int> SimpleAsync(SimpleCommand command, ProcessStreams streams)
    {
        int status;
        try
        {
            status = await new ShellCommandRunner(this).RunAsync(command, streams).ConfigureAwait(false);
        }
        catch (ShellRedirectionException e)
        {
            await WriteErrorAsync(streams, e.Message).ConfigureAwait(false);
            status = 1;
        }

        State.LastStatus = status;
        await RunTrapsAsync().ConfigureAwait(false);
        return status;
    }

    private async ValueTask<int> SequenceAsync(Sequence sequence, ProcessStreams streams)
    {
        int status = 0;
        foreach (ShellNode command in sequence.Commands)
        {
            status = await ExecuteAsync(command, streams).ConfigureAwait(false);
        }

        return status;
    }

    private async ValueTask<int> AndOrAsync(AndOr command, ProcessStreams streams)
    {
        int left = await ConditionAsync(command.Left, streams).ConfigureAwait(false);
        return (left == 0) == command.IsAnd ? await ExecuteAsync(command.Right, streams).ConfigureAwait(false) : left;
    }

    private async ValueTask<int> GroupAsync(GroupCommand group, ProcessStreams streams)
    {
        ProcessStreams redirected;
        try
        {
            redirected = await ShellRedirector.ApplyAsync(this, group.Redirections, streams).ConfigureAwait(false);
        }
        catch (ShellRedirectionException e)
        {
            await WriteErrorAsync(streams, e.Message).ConfigureAwait(false);
            return 1;
        }

        return group.IsSubshell
            ? await Subshell(Process).CatchExitAsync(group.Body, redirected).ConfigureAwait(false)
            : await ExecuteAsync(group.Body, redirected).ConfigureAwait(false);
    }

    private int StartJob(ShellNode command, ProcessStreams streams)
    {
        // The copy is made now: what the shell does next does not concern the job.
        ShellState copy = State.Clone();
        (int id, Task<int> exit) = Process.Space.Fork(Process, async child =>
        {
            await Task.Yield();
            var shell = new ShellInterpreter(child, copy);
            return await shell.CatchExitAsync(command, streams with { Input = Stream.Null }).ConfigureAwait(false);
        });
        State.LastBackgroundId = id;
        _jobs.Add(id, exit);
        return 0;
    }

    private int Define(FunctionDefinition function)
    {
        State.Functions[function.Name] = function.Body;
        return 0;
    }

    /// <summary>Runs a command whose failure decides something, so that <c>set -e</c> does not end the shell for it.</summary>
    private async ValueTask<int> ConditionAsync(ShellNode node, ProcessStreams streams)
    {
        _conditions++;
        try
        {
            return await ExecuteAsync(node, streams).ConfigureAwait(false);
        }
        finally
        {
            _conditions--;
        }
    }

    /// <summary>A shell on a copy of the state. Traps are not inherited, as the standard says.</summary>
    private ShellInterpreter Subshell(ContainerProcess process) =>
        new(process, State.Clone(), TrapTable.Inactive(process), new BackgroundJobs()) { _conditions = _conditions, Prompt = Prompt };

    internal WordExpander Expander(ProcessStreams streams) => new(State, Process, async command =>
    {
        using var output = new MemoryStream();
        ShellInterpreter shell = Subshell(Process);
        State.LastStatus = await shell.CatchExitAsync(command, streams with { Output = output }).ConfigureAwait(false);
        return Encoding.UTF8.GetString(output.ToArray());
    });

    internal ValueTask WriteErrorAsync(ProcessStreams streams, string message) =>
        streams.Error.WriteAsync(Encoding.UTF8.GetBytes($"{PathText.Name(State.Name)}: {message}\n"));
}
