using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Varlink.Transports;

/// <summary>Starts a program for each connection; it finds the connection at its descriptor 3, as with socket activation.</summary>
[SupportedOSPlatform("linux")]
internal sealed class ExecConnector(string endpoint, string program, ProcessEnding ending) : IVarlinkConnector
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string Endpoint => endpoint;

    public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckProgram();
        Socket? mine = null;
        try
        {
            (mine, Socket theirs) = CreatePair();
            using (theirs)
            {
                SpawnedProcess process = ProcessSpawner.Start(program, theirs.SafeHandle);
                var channel = new ProcessChannel(new SocketChannel(mine, endpoint), process, endpoint, ending);
                return ValueTask.FromResult<VarlinkTransportConnection>(new ChannelConnection(endpoint, channel));
            }
        }
        catch (Exception e)
        {
            mine?.Dispose();
            if (e is Win32Exception or IOException)
            {
                throw new VarlinkConnectionException(
                    $"The program of '{endpoint}' could not be started: {e.Message}", VarlinkConnectionReason.Unknown, endpoint: endpoint, innerException: e);
            }

            throw;
        }
    }

    /// <summary>Two sockets that are connected with each other, and that no other child gets to see.</summary>
    internal static unsafe (Socket First, Socket Second) CreatePair()
    {
        int* descriptors = stackalloc int[2];
        if (Libc.SocketPair(Libc.UnixFamily, Libc.StreamSocket | Libc.CloseOnExec, 0, descriptors) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        var first = new SafeSocketHandle(descriptors[0], ownsHandle: true);
        var second = new SafeSocketHandle(descriptors[1], ownsHandle: true);
        return (new Socket(first), new Socket(second));
    }

    /// <summary>The shell that starts the program would only say so on its standard error, after the connection is made.</summary>
    private void CheckProgram()
    {
        if (Directory.Exists(program))
        {
            throw Refuse(VarlinkConnectionReason.NotFound, $"{program} is a folder, and no program");
        }

        UnixFileMode mode;
        try
        {
            mode = File.GetUnixFileMode(program);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refuse(VarlinkConnectionReason.NotFound, $"there is no such program: {program}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Refuse(VarlinkConnectionReason.PermissionDenied, $"the user {Environment.UserName} may not look into the folder of {program}", e);
        }

        if ((mode & AnyExecute) == 0)
        {
            throw Refuse(VarlinkConnectionReason.PermissionDenied, $"{program} is not executable");
        }
    }

    private VarlinkConnectionException Refuse(VarlinkConnectionReason reason, string why, Exception? cause = null) =>
        new($"The program of '{endpoint}' could not be started: {why}.", reason, endpoint: endpoint, innerException: cause);
}
