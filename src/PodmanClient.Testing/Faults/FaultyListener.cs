using System.Net.Sockets;
using Varlink;
using Varlink.Transports;

namespace Podman.Testing.Faults;

/// <summary>An address of the engine, which nobody listens at while the daemon is down.</summary>
internal sealed class FaultyListener(IVarlinkListener listener, DaemonLife life) : IVarlinkListener
{
    private readonly Lock _gate = new();
    private readonly VarlinkAddress _address = VarlinkAddress.Parse(listener.Endpoint);
    private IVarlinkListener? _listener = listener;
    private TaskCompletionSource _isUp = NewSource();
    private bool _isDisposed;

    public string Endpoint { get; } = listener.Endpoint;

    public async ValueTask<VarlinkTransportConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            (IVarlinkListener? current, Task up) = Current();
            if (current is null)
            {
                if (_isDisposed)
                {
                    return null;
                }

                await up.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (await current.AcceptAsync(cancellationToken).ConfigureAwait(false) is not { } accepted)
            {
                continue;
            }

            if (life.TryOpen(accepted, out FaultyConnection? connection))
            {
                return connection;
            }

            accepted.Abort();
            await accepted.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Stops to listen. The file of a socket stays, as that of a daemon that ended.</summary>
    public async Task CloseAsync()
    {
        IVarlinkListener? current;
        lock (_gate)
        {
            current = _listener;
            _listener = null;
        }

        if (current is not null)
        {
            await current.DisposeAsync().ConfigureAwait(false);
            LeaveFile();
        }
    }

    /// <summary>Listens again.</summary>
    /// <exception cref="IOException">Somebody else does.</exception>
    public async Task OpenAsync()
    {
        IVarlinkListener opened = await _address.ListenAsync(CancellationToken.None).ConfigureAwait(false);
        TaskCompletionSource up;
        lock (_gate)
        {
            _listener = opened;
            up = _isUp;
            _isUp = NewSource();
        }

        up.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        IVarlinkListener? current;
        TaskCompletionSource up;
        lock (_gate)
        {
            _isDisposed = true;
            current = _listener;
            _listener = null;
            up = _isUp;
        }

        up.TrySetResult();
        life.Forget(this);
        if (current is not null)
        {
            await current.DisposeAsync().ConfigureAwait(false);
        }
        else if (_address is { Kind: VarlinkAddressKind.Unix, IsAbstract: false })
        {
            File.Delete(_address.Path!);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (IVarlinkListener? Listener, Task Up) Current()
    {
        lock (_gate)
        {
            return (_listener, _isUp.Task);
        }
    }

    private void LeaveFile()
    {
        if (_address is not { Kind: VarlinkAddressKind.Unix, IsAbstract: false, Path: { } path })
        {
            return;
        }

        // The runtime deletes the file of a socket that it has bound, under the name that it was bound to.
        string other = $"{path}.{Guid.NewGuid().ToString("N")[..4]}";
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(other));
        File.Move(other, path);
    }
}
