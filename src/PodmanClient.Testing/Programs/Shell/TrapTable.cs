using System.Collections.Concurrent;

namespace Podman.Testing.Programs.Shell;

/// <summary>
/// What a shell does on signals. A signal only leaves a note; the shell acts on it between two commands, so that <c>sleep 100</c> in the
/// foreground delays a trap by up to 100 seconds, as it does in a real shell.
/// </summary>
internal sealed class TrapTable(ContainerProcess process, bool isActive = true)
{
    private readonly ContainerProcess _process = process;
    private readonly bool _isActive = isActive;
    private readonly ConcurrentQueue<int> _arrived = new();
    private readonly Dictionary<int, ShellNode> _actions = [];
    private ShellNode? _atExit;

    /// <summary>A table for a subshell: it can be filled, but signals go to the shell itself.</summary>
    public static TrapTable Inactive(ContainerProcess process) => new(process, isActive: false);

    /// <summary>Sets what a signal does; an empty script ignores it.</summary>
    public void Set(int signal, string script)
    {
        _actions[signal] = ShellParser.Parse(script);
        if (_isActive)
        {
            _process.OnSignal(signal, () => _arrived.Enqueue(signal));
        }
    }

    /// <summary>Gives a signal its default effect back.</summary>
    public void Reset(int signal)
    {
        _actions.Remove(signal);
        if (_isActive)
        {
            _process.ForgetSignal(signal);
        }
    }

    public void SetExit(string? script) => _atExit = script is null ? null : ShellParser.Parse(script);

    /// <summary>The next action that a signal asks for.</summary>
    public ShellNode? TakePending() =>
        _arrived.TryDequeue(out int signal) ? _actions.GetValueOrDefault(signal, new Sequence([])) : null;

    /// <summary>The action at exit, once.</summary>
    public ShellNode? TakeExit()
    {
        ShellNode? action = _atExit;
        _atExit = null;
        return action;
    }
}
