using System.Text;

namespace Podman.Testing.Programs.Shell;

/// <summary>A shell's side of a terminal: a prompt in front of each line, and Ctrl-C, which ends what runs and not the shell.</summary>
internal sealed class ShellPrompt
{
    private readonly ContainerProcess _process;
    private readonly ShellState _state;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _reading;
    private bool _isInterrupted;

    public ShellPrompt(ContainerProcess process, ShellState state)
    {
        _process = process;
        _state = state;
        process.OnSignal(Signals.Int, Interrupt);
        process.OnSignal(Signals.Quit, () => { });
    }

    /// <summary>Whether Ctrl-C was pressed since the last line was read.</summary>
    public bool IsInterrupted
    {
        get
        {
            lock (_gate)
            {
                return _isInterrupted;
            }
        }
    }

    /// <summary>Asks for a line.</summary>
    /// <param name="isContinued">Whether it is the rest of a command.</param>
    /// <returns>The line without its newline, and whether it had one: false at Ctrl-D.</returns>
    /// <exception cref="ShellInterrupt">Ctrl-C was pressed.</exception>
    public async ValueTask<(string Line, bool IsWhole)> ReadLineAsync(bool isContinued)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(_process.Killed);
        string prompt = isContinued ? "> " : Prompt();
        lock (_gate)
        {
            // The terminal has shown ^C.
            prompt = _isInterrupted ? $"\n{prompt}" : prompt;
            _isInterrupted = false;
            _reading = reading;
        }

        try
        {
            await WriteAsync(prompt).ConfigureAwait(false);
            (string line, bool isWhole) = await LineInput.ReadAsync(_process.Streams.Input, reading.Token).ConfigureAwait(false);
            if (!isWhole)
            {
                // Ctrl-D is not shown: what comes after the shell begins on a line of its own.
                await WriteAsync("\n").ConfigureAwait(false);
            }

            return (line, isWhole);
        }
        catch (OperationCanceledException) when (!_process.Killed.IsCancellationRequested)
        {
            throw new ShellInterrupt();
        }
        finally
        {
            lock (_gate)
            {
                _reading = null;
            }
        }
    }

    /// <summary>PS1, with the folder for <c>\w</c> and the sign of root for <c>\$</c>.</summary>
    private string Prompt() => (_state.Get("PS1") ?? @"\w \$ ")
        .Replace(@"\w", _state.WorkingDirectory, StringComparison.Ordinal)
        .Replace(@"\$", "#", StringComparison.Ordinal);

    private ValueTask WriteAsync(string text) => _process.Streams.Error.WriteAsync(Encoding.UTF8.GetBytes(text), _process.Killed);

    private void Interrupt()
    {
        lock (_gate)
        {
            _isInterrupted = true;

            // What waits for the line goes on elsewhere: whoever sends a signal may hold locks.
            _ = _reading?.CancelAsync();
        }
    }
}
