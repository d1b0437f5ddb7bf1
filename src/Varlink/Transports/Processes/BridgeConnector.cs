using System.ComponentModel;
using System.Diagnostics;

namespace Varlink.Transports;

/// <summary>
/// Starts a command for each connection, which speaks varlink on its standard input and output: <c>ssh host varlink bridge</c>. What it
/// writes to its standard error is read, and the end of it is part of the error when the command fails. When the connection is closed, the
/// command has a second to end by itself, and is killed then.
/// </summary>
public sealed class BridgeConnector : IVarlinkConnector
{
    private readonly string _program;
    private readonly IReadOnlyList<string> _arguments;
    private readonly ProcessEnding _ending;

    /// <summary>Takes a command as one would type it.</summary>
    /// <param name="commandLine">
    /// The command. It is split into words as a POSIX shell does, quotes and backslashes included, and started without a shell: nothing is
    /// expanded, and there are no pipes.
    /// </param>
    /// <exception cref="FormatException">A quote is not closed, or the command names no program.</exception>
    public BridgeConnector(string commandLine)
        : this($"bridge:{commandLine}", SplitOrThrow(commandLine), ProcessEnding.Default)
    {
    }

    /// <summary>Takes a program and what it is given.</summary>
    /// <param name="program">The program: a path, or a name that is looked for in PATH.</param>
    /// <param name="arguments">Its arguments, which are passed on as they are.</param>
    /// <exception cref="ArgumentException"><paramref name="program"/> is empty.</exception>
    public BridgeConnector(string program, IReadOnlyList<string> arguments)
        : this($"bridge:{program}", Join(program, arguments), ProcessEnding.Default)
    {
    }

    internal BridgeConnector(string endpoint, IReadOnlyList<string> words, ProcessEnding ending)
    {
        Endpoint = endpoint;
        _program = words[0];
        _arguments = [.. words.Skip(1)];
        _ending = ending;
    }

    /// <summary>The command as an address, <c>bridge:ssh host varlink bridge</c>; without its arguments where they were given apart.</summary>
    public string Endpoint { get; }

    /// <inheritdoc/>
    /// <exception cref="VarlinkConnectionException">The program does not exist, or could not be started.</exception>
    public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string program = ProgramSearch.Find(_program, Environment.GetEnvironmentVariable("PATH"))
            ?? throw new VarlinkConnectionException(
                $"The command of '{Endpoint}' could not be started: there is no program '{_program}'" +
                (_program.Contains('/', StringComparison.Ordinal) ? "." : " in the folders that PATH lists."),
                VarlinkConnectionReason.NotFound,
                endpoint: Endpoint);

        BridgeProcess process;
        StandardStreamsChannel channel;
        try
        {
            Process started = Process.Start(new ProcessStartInfo(program, _arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                CreateNoWindow = true,
            })!;
            channel = new StandardStreamsChannel(started.StandardOutput.BaseStream, started.StandardInput.BaseStream, Endpoint);
            process = new BridgeProcess(started);
        }
        catch (Win32Exception e)
        {
            throw new VarlinkConnectionException(
                $"The command of '{Endpoint}' could not be started: {e.Message}", ReasonOf(e), endpoint: Endpoint, innerException: e);
        }

        return ValueTask.FromResult<VarlinkTransportConnection>(
            new ChannelConnection(Endpoint, new ProcessChannel(channel, process, Endpoint, _ending)));
    }

    private static VarlinkConnectionReason ReasonOf(Win32Exception failure) => failure.NativeErrorCode switch
    {
        // ENOENT, or ERROR_FILE_NOT_FOUND.
        2 => VarlinkConnectionReason.NotFound,
        5 when OperatingSystem.IsWindows() => VarlinkConnectionReason.PermissionDenied,
        13 when !OperatingSystem.IsWindows() => VarlinkConnectionReason.PermissionDenied,
        _ => VarlinkConnectionReason.Unknown,
    };

    private static IReadOnlyList<string> SplitOrThrow(string commandLine)
    {
        ArgumentNullException.ThrowIfNull(commandLine);
        IReadOnlyList<string> words = CommandLine.Split(commandLine, out string? error);
        return error is null ? words : throw new FormatException($"'{commandLine}' is no command: {error}.");
    }

    private static IReadOnlyList<string> Join(string program, IReadOnlyList<string> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(arguments);
        return [program, .. arguments];
    }
}
