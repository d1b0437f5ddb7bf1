using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Podman.Testing.Containers;

/// <summary>
/// The socket of one container: packets of one kind byte (2 output, 3 error) and data to the client, plain data from it. Packets keep their
/// bounds, so nothing has to say where one ends.
/// </summary>
internal sealed class AttachListener : IDisposable
{
    private readonly string _path;
    private readonly Socket _socket;
    private readonly AttachHub _hub;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _probes = new(StringComparer.Ordinal);
    private readonly Task _accepting;

    public AttachListener(string path, AttachHub hub)
    {
        _path = path;
        _hub = hub;
        _socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        try
        {
            _socket.Bind(new UnixDomainSocketEndPoint(path));
            _socket.Listen();
        }
        catch (SocketException)
        {
            _socket.Dispose();
            throw;
        }

        _accepting = AcceptAsync();
    }

    /// <summary>
    /// Takes every client that has connected so far. Connections are taken in the order in which they were made: once one of our own has come
    /// through, those before it have.
    /// </summary>
    public async Task AdmitPendingAsync()
    {
        // A name tells it from those of clients.
        string name = "\0podman-attach-" + Guid.NewGuid().ToString("N");
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _probes[name] = arrived;
        using var probe = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        try
        {
            probe.Bind(new UnixDomainSocketEndPoint(name));
            await probe.ConnectAsync(new UnixDomainSocketEndPoint(_path)).ConfigureAwait(false);
            await Task.WhenAny(arrived.Task, _accepting).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // The socket is closed: nobody waits there.
        }

        _probes.TryRemove(name, out _);
    }

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _socket.AcceptAsync().ConfigureAwait(false);
                if (NameOf(client) is { } name && _probes.TryGetValue(name, out TaskCompletionSource? probe))
                {
                    client.Dispose();
                    probe.SetResult();
                    continue;
                }

                var attachment = new SocketAttachment(client, _hub);
                if (_hub.TryAdd(attachment, out IContainerInput? input))
                {
                    _ = attachment.ReceiveAsync(input);
                }
                else
                {
                    // The program has ended meanwhile.
                    attachment.Close();
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed: the container is gone, or the engine ends.
        }
    }

    /// <summary>The name that a client has given its end. Most have none.</summary>
    private static string? NameOf(Socket client)
    {
        try
        {
            // Of a name that no file has, the first character is shown as @.
            return client.RemoteEndPoint is UnixDomainSocketEndPoint end && end.ToString() is ['@', .. var rest] ? '\0' + rest : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
