using System.Net.Sockets;
using System.Runtime.Versioning;
using Varlink.Transports;

namespace Varlink.TestKit;

/// <summary>A program that was started with a socket at its descriptor 3, as systemd starts services.</summary>
[SupportedOSPlatform("linux")]
public sealed class ActivatedProgram : IAsyncDisposable
{
    private readonly SpawnedProcess _process;

    private ActivatedProgram(SpawnedProcess process) => _process = process;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its full path.</param>
    /// <param name="socket">Listening or connected. The test's own descriptor stays open.</param>
    /// <param name="arguments">What the program is given.</param>
    public static ActivatedProgram Start(string program, Socket socket, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return new ActivatedProgram(ProcessSpawner.Start(program, socket.SafeHandle, arguments));
    }

    /// <summary>Two sockets that are connected with each other.</summary>
    public static (Socket Mine, Socket Theirs) CreatePair() => ExecConnector.CreatePair();

    /// <summary>A connection over a socket of a pair.</summary>
    public static VarlinkTransportConnection Connect(Socket socket) => new ChannelConnection("pair:", new SocketChannel(socket, "pair:"));

    /// <summary>Waits for its end.</summary>
    /// <returns>How it ended, and what it wrote.</returns>
    public async Task<(string How, string Output)> WaitForExitAsync(CancellationToken cancellationToken)
    {
        ProcessExit exit = await _process.Exited.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _process.Output.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        return (exit.ToString(), _process.Output.ToString());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.Exited.ConfigureAwait(false);
    }
}
