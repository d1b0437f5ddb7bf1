using System.Diagnostics.CodeAnalysis;
using System.Text;
using Podman.Testing.FileSystem;
using Podman.Testing.Programs;

namespace Podman.Testing;

/// <summary>What a program sees of the world: a process in a container.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token source has no timer: there is nothing to free, and users keep its token.")]
public sealed class ContainerProcess
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ProcessSpace _space;
    private readonly Dictionary<int, Action> _handlers = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();

    internal ContainerProcess(
        ProcessSpace space,
        int processId,
        int parentProcessId,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory,
        ProcessStreams streams)
    {
        _space = space;
        ProcessId = processId;
        ParentProcessId = parentProcessId;
        Arguments = arguments;
        Environment = environment;
        WorkingDirectory = workingDirectory;
        StartedAt = space.Time.GetUtcNow();
        Streams = new ProcessStreams(
            new GatedInputStream(streams.Input, space), new CallbackStream(Gated(streams.Output)), new CallbackStream(Gated(streams.Error)));

        // The size of a writer's buffer is the size of what arrives at once: as large as the container monitor's.
        StandardOutput = new StreamWriter(Streams.Output, Utf8, Logs.ContainerLog.ChunkSize) { AutoFlush = true, NewLine = "\n" };
        StandardError = new StreamWriter(Streams.Error, Utf8, Logs.ContainerLog.ChunkSize) { AutoFlush = true, NewLine = "\n" };
        StandardInput = new StreamReader(Streams.Input, Utf8, detectEncodingFromByteOrderMarks: false);
    }

    /// <summary>The process's number in the container. The container's main process is 1.</summary>
    public int ProcessId { get; }

    /// <summary>The number of the process that started this one; 0 for the main process.</summary>
    public int ParentProcessId { get; }

    /// <summary>The command line; the first one is the program's name as it was called.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The environment: the engine's, the image's and the container's.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Where relative paths begin.</summary>
    public string WorkingDirectory { get; }

    /// <summary>The container's files. Its paths are absolute: use <see cref="FullPath"/> for relative ones.</summary>
    public ContainerFileSystem Files => _space.Files;

    /// <summary>The container's host name: what was asked for, else the first 12 characters of its id.</summary>
    public string HostName => _space.HostName;

    /// <summary>
    /// The size of the terminal, 0x0 until a client has told it one; null in a container without. The process gets SIGWINCH (28) when it changes:
    /// see <see cref="OnSignal"/>.
    /// </summary>
    public TerminalSize? TerminalSize => _space.Terminal?.Size;

    /// <summary>The engine's clock. Delays of a program that are taken from it can be skipped by a test.</summary>
    public TimeProvider Time => _space.Time;

    /// <summary>What the container's processes use, as <c>GetContainerStats</c> tells it: for a program to tell.</summary>
    public ContainerUsage Usage => _space.Usage;

    /// <summary>What is typed into the container, or comes out of the pipe to the left. At its end when nothing is attached.</summary>
    public StreamReader StandardInput { get; }

    /// <summary>Goes to the container's log. Each call is one write: what has no newline at its end becomes a part of a line.</summary>
    public StreamWriter StandardOutput { get; }

    /// <summary>Goes to the container's log, as <c>stderr</c>; with a terminal, as <c>stdout</c> like everything.</summary>
    public StreamWriter StandardError { get; }

    /// <summary>
    /// Fires when the process is asked to end: SIGTERM, SIGINT, SIGQUIT, SIGHUP or the container's stop signal, unless
    /// <see cref="OnSignal"/> handles it.
    /// </summary>
    public CancellationToken StopRequested => _stop.Token;

    /// <summary>Fires when the process is gone: after SIGKILL, or when the main process has ended. Nothing it does then has an effect.</summary>
    public CancellationToken Killed => _space.Killed;

    internal DateTimeOffset StartedAt { get; }

    internal UserIds User => _space.User;

    internal ProcessStreams Streams { get; }

    internal ProcessSpace Space => _space;

    /// <summary>The signal that made <see cref="StopRequested"/> fire; 0 before.</summary>
    internal int StopSignal { get; private set; }

    /// <summary>Makes a path absolute that may be relative to <see cref="WorkingDirectory"/>.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The absolute path, without <c>.</c> and <c>..</c>.</returns>
    public string FullPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PathText.Normalize(path, WorkingDirectory);
    }

    /// <summary>Sleeps on the engine's clock. A paused container's program sleeps on until it is unpaused.</summary>
    /// <param name="delay">How long.</param>
    /// <param name="cancellationToken">Ends the sleep early, <see cref="StopRequested"/> for example.</param>
    /// <returns>Completes after the time.</returns>
    /// <exception cref="OperationCanceledException">The token fired, or the process was killed.</exception>
    public async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Killed);
        await _space.Gate.PassAsync(either.Token).ConfigureAwait(false);
        await Task.Delay(delay, Time, either.Token).ConfigureAwait(false);
        await _space.Gate.PassAsync(either.Token).ConfigureAwait(false);
    }

    /// <summary>Handles a signal; the one given last counts. SIGKILL cannot be handled.</summary>
    /// <param name="signal">The number, 15 for SIGTERM for example; 1 to 64, not 9.</param>
    /// <param name="handler">Is called for each arrival, and must return soon.</param>
    public void OnSignal(int signal, Action handler)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(signal, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signal, Signals.Max);
        ArgumentOutOfRangeException.ThrowIfEqual(signal, Signals.Kill);
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            _handlers[signal] = handler;
        }
    }

    /// <summary>Runs another program of the container, with the same streams and environment, and waits for it.</summary>
    /// <param name="arguments">The command line; the program is looked up in <c>PATH</c>.</param>
    /// <returns>Its exit code; 127 when there is no such program.</returns>
    public Task<int> RunAsync(params IReadOnlyList<string> arguments) =>
        _space.SpawnAsync(this, arguments, Environment, WorkingDirectory, Streams);

    /// <summary>Takes the default action of a signal away again.</summary>
    internal void ForgetSignal(int signal)
    {
        lock (_gate)
        {
            _handlers.Remove(signal);
        }
    }

    /// <summary>Delivers a signal other than SIGKILL. Without a handler nothing happens but a request to stop.</summary>
    internal void Deliver(int signal)
    {
        Action? handler;
        lock (_gate)
        {
            handler = _handlers.GetValueOrDefault(signal);
        }

        if (handler is not null)
        {
            handler();
        }
        else if (signal is Signals.Term or Signals.Int or Signals.Quit or Signals.Hup or Signals.Kill || signal == _space.StopSignal)
        {
            StopSignal = StopSignal == 0 ? signal : StopSignal;

            // A user's code may hang on the token, and whoever delivers holds locks.
            _ = _stop.CancelAsync();
        }
    }

    private Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> Gated(Stream stream) => async (bytes, cancellationToken) =>
    {
        await _space.Gate.PassAsync(Killed).ConfigureAwait(false);
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    };
}
