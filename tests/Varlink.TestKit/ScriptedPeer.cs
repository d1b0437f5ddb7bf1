using Varlink.Transports;

namespace Varlink.TestKit;

/// <summary>
/// A service that follows a script, one per connection, without a socket. Give it to a client as its connector; call
/// <see cref="VerifyAsync"/>, or dispose of it, at the end of the test: a script that failed, or did not get to its end, throws there.
/// </summary>
public sealed class ScriptedPeer(string endpoint = "scripted:") : IVarlinkConnector, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Func<int, VarlinkTransportConnection>> _planned = [];
    private readonly List<ClientSide> _clients = [];
    private readonly List<PeerConnection> _peers = [];
    private readonly List<Task> _scripts = [];
    private readonly CancellationTokenSource _disposed = new();
    private Action<PeerScript>? _everyOther;
    private bool _verified;

    /// <summary>How long a step may take. Default: 10 s, which no step needs: it only keeps a failing test from hanging.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many bytes each direction of a connection holds. Default: that of <see cref="MemoryTransport"/>.</summary>
    public int Capacity { get; init; } = MemoryTransport.DefaultCapacity;

    /// <inheritdoc/>
    public string Endpoint => endpoint;

    /// <summary>The client's ends of the connections that were made, in order; they count its writes.</summary>
    public IReadOnlyList<ClientSide> Clients
    {
        get
        {
            lock (_gate)
            {
                return [.. _clients];
            }
        }
    }

    /// <summary>How many connections were made.</summary>
    public int ConnectionCount => Clients.Count;

    /// <summary>The script of the next connection that has none yet.</summary>
    public PeerScript OnConnect()
    {
        var script = new PeerScript();
        Plan(number => Start(script, number));
        return script;
    }

    /// <summary>Every connection beyond the scripts of <see cref="OnConnect"/> follows a script that this makes.</summary>
    public void OnEveryOtherConnect(Action<PeerScript> steps) => _everyOther = steps;

    /// <summary>The next connection that has no script yet cannot be made.</summary>
    public void OnConnectFails(Exception failure) => Plan(_ => throw failure);

    /// <inheritdoc/>
    public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<VarlinkTransportConnection>(cancellationToken);
        }

        try
        {
            return ValueTask.FromResult(Connect());
        }
        catch (Exception e)
        {
            return ValueTask.FromException<VarlinkTransportConnection>(e);
        }
    }

    /// <summary>Waits until all scripts have come to their end, and throws what went wrong, bytes that nobody expected included.</summary>
    public async Task VerifyAsync()
    {
        _verified = true;
        Task[] scripts;
        int planned;
        lock (_gate)
        {
            scripts = [.. _scripts];
            planned = _planned.Count;
        }

        await Task.WhenAll(scripts).ConfigureAwait(false);
        if (planned > 0)
        {
            throw new ScriptException($"{planned} of the connections that have a script were never made.");
        }

        foreach (PeerConnection peer in _peers)
        {
            if (peer.HasRest())
            {
                throw new ScriptException($"Connection {peer.Number}: more came than the script expects. {peer.DescribeRest()}");
            }
        }
    }

    /// <summary>Does what <see cref="VerifyAsync"/> does, unless that was called, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_verified)
            {
                await VerifyAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await _disposed.CancelAsync().ConfigureAwait(false);
            foreach (PeerConnection peer in _peers)
            {
                peer.Abort();
            }

            _disposed.Dispose();
        }
    }

    private VarlinkTransportConnection Connect()
    {
        lock (_gate)
        {
            if (_planned.TryDequeue(out Func<int, VarlinkTransportConnection>? connect))
            {
                return connect(_clients.Count + 1);
            }

            if (_everyOther is not null)
            {
                var script = new PeerScript();
                _everyOther(script);
                return Start(script, _clients.Count + 1);
            }

            var unexpected = new ScriptException($"Connection {_clients.Count + 1} was made, and no script is there for it.");
            _scripts.Add(Task.FromException(unexpected));
            throw unexpected;
        }
    }

    private void Plan(Func<int, VarlinkTransportConnection> connect)
    {
        lock (_gate)
        {
            _planned.Enqueue(connect);
        }
    }

    private ClientSide Start(PeerScript script, int number)
    {
        (VarlinkTransportConnection client, VarlinkTransportConnection server) = MemoryTransport.CreatePair(endpoint, Capacity);
        var counted = new ClientSide(client);
        var peer = new PeerConnection(server, number) { Faults = script.Faults };
        _clients.Add(counted);
        _peers.Add(peer);
        _scripts.Add(Task.Run(() => RunAsync(script, peer)));
        return counted;
    }

    private async Task RunAsync(PeerScript script, PeerConnection peer)
    {
        try
        {
            await script.RunAsync(peer, StepTimeout, _disposed.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The client must not wait for a peer that has given up.
            peer.Abort();
            throw;
        }
    }
}
