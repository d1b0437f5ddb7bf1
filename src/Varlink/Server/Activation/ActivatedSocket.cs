using System.Globalization;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Varlink.Transports;

namespace Varlink.Server;

/// <summary>The socket that whoever has started this process has passed on to it.</summary>
/// <param name="GetVariable">Reads a variable of the environment.</param>
/// <param name="Unset">Removes a variable, so that programs that this process starts do not take the activation for theirs.</param>
/// <param name="ProcessId">The number of this process.</param>
/// <param name="FirstDescriptor">The number of the first descriptor that was passed.</param>
internal sealed record ActivatedSocket(Func<string, string?> GetVariable, Action<string> Unset, int ProcessId, int FirstDescriptor)
{
    public const int FirstOfAll = 3;

    public const string Count = "LISTEN_FDS";
    public const string Process = "LISTEN_PID";
    public const string Names = "LISTEN_FDNAMES";

    /// <summary>With several sockets, the one of this name is the one that speaks varlink.</summary>
    public const string Name = "varlink";

    public static ActivatedSocket Current { get; } = new(
        Environment.GetEnvironmentVariable,
#pragma warning disable RS0030 // Who takes the sockets unsets the variables that announce them: so no child takes them for its own.
        static name => Environment.SetEnvironmentVariable(name, null),
#pragma warning restore RS0030
        Environment.ProcessId,
        FirstOfAll);

    /// <summary>Why there is no activation; null when there is one.</summary>
    public string? WhyNot()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "sockets are passed to processes on Linux only";
        }

        if (GetVariable(Count) is not { Length: > 0 } count)
        {
            return $"{Count} is not set. Start it by a socket unit, or listen on an address";
        }

        if (GetVariable(Process) is not { Length: > 0 } process)
        {
            return $"{Process} is not set, although {Count} is";
        }

        if (process != ProcessId.ToString(CultureInfo.InvariantCulture))
        {
            return $"the sockets are meant for process {process} ({Process}), and this is process {ProcessId}: whoever starts the service " +
                "in between has to become it (exec)";
        }

        return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? null
            : $"{Count} says '{count}'";
    }

    /// <summary>Takes the socket. The other descriptors are left alone, but no program that this process starts inherits them.</summary>
    /// <exception cref="InvalidOperationException">The process was not activated, or by something that is no stream socket.</exception>
    /// <exception cref="PlatformNotSupportedException">The system is not Linux.</exception>
    [SupportedOSPlatform("linux")]
    public (Socket Socket, bool IsListening, string Endpoint) Take()
    {
        if (WhyNot() is { } reason)
        {
            throw new InvalidOperationException($"This process was not started by socket activation: {reason}.");
        }

        int count = int.Parse(GetVariable(Count)!, CultureInfo.InvariantCulture);
        int descriptor = FirstDescriptor + Choose(count, GetVariable(Names));
        for (int i = 0; i < count; i++)
        {
            _ = Libc.Control(FirstDescriptor + i, Libc.SetDescriptorFlags, Libc.DescriptorCloseOnExec);
        }

        Socket socket = Open(descriptor);
        Unset(Count);
        Unset(Process);
        Unset(Names);
        return (socket, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.AcceptConnection) is not 0, Describe(socket));
    }

    private static int Choose(int count, string? names)
    {
        if (count == 1)
        {
            return 0;
        }

        int index = names is null ? -1 : Array.IndexOf(names.Split(':'), Name);
        return index >= 0 && index < count
            ? index
            : throw new InvalidOperationException(
                $"This process was started with {count} sockets, and none of them is named '{Name}' ({Names} says '{names}'). Write " +
                $"FileDescriptorName={Name} into the socket unit.");
    }

    [SupportedOSPlatform("linux")]
    private static Socket Open(int descriptor)
    {
        // Looked at before it is taken: what is no stream socket is somebody else's, and must not be closed.
        uint size = sizeof(int);
        if (Libc.GetSocketOption(descriptor, Libc.SocketLevel, Libc.SocketKind, out int kind, ref size) != 0)
        {
            throw new InvalidOperationException($"The descriptor {descriptor} that this process was started with is no socket.");
        }

        return kind == Libc.StreamSocket
            ? new Socket(new SafeSocketHandle(descriptor, ownsHandle: true))
            : throw new InvalidOperationException($"The descriptor {descriptor} that this process was started with is no stream socket.");
    }

    private static string Describe(Socket socket) => socket.LocalEndPoint switch
    {
        UnixDomainSocketEndPoint unix when unix.ToString() is { Length: > 0 } path => $"unix:{path}",
        System.Net.IPEndPoint tcp => $"tcp:{tcp}",
        _ => "activated:",
    };
}
