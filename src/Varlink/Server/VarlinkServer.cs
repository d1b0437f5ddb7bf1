using Microsoft.Extensions.Logging;
using Varlink.Diagnostics;
using Varlink.Server;
using Varlink.Transports;

namespace Varlink;

/// <summary>
/// Offers services on any number of addresses, and in process. Calls on one connection are answered one at a time and in order, those on
/// different connections side by side, so a service must be safe to be called from several threads. <c>org.varlink.service</c> is answered by
/// the server itself, unless a service of that name is given.
/// </summary>
/// <remarks>
/// What a service may rely on: a call that arrived whole is carried out, even when its caller is gone by then. Its cancellation token fires
/// when the caller is known to be gone, except for a call that was sent one way, and when the server stops. What a caller may rely on: it gets
/// replies in the order of its calls, an error instead of silence when a service fails (<see cref="VarlinkServerOptions.InternalErrorName"/>),
/// and a closed connection, never a reply, for what is no varlink call.
/// </remarks>
public sealed partial class VarlinkServer : IAsyncDisposable
{
    /// <summary>The endpoint of a server in process that was given no other name.</summary>
    public const string DefaultInProcessEndpoint = "in-process:";

    private readonly VarlinkServerOptions _options;
    private readonly ILogger _logger;
    private readonly ServiceDirectory _directory;
    private readonly ConnectionSet _connections;
    private readonly SemaphoreSlim _connectionSlots;
    private readonly CallPlaces? _callPlaces;
    private readonly AcceptGate _acceptGate = new();
    private readonly Lock _gate = new();
    private readonly List<(AcceptLoop Loop, Task Running)> _acceptLoops = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _cancelCalls = new();
    private Task? _stopped;

    /// <summary>Makes a server with default options. It listens nowhere yet.</summary>
    /// <param name="services">The services, at most one for each interface.</param>
    /// <exception cref="ArgumentException">Two services offer the same interface.</exception>
    public VarlinkServer(params VarlinkService[] services)
        : this(new VarlinkServerOptions(), services)
    {
    }

    /// <summary>Makes a server. It listens nowhere yet.</summary>
    /// <param name="options">What the server says of itself, and its limits.</param>
    /// <param name="services">The services, at most one for each interface.</param>
    /// <exception cref="ArgumentException">Two services offer the same interface, or an option is not valid.</exception>
    public VarlinkServer(VarlinkServerOptions options, params VarlinkService[] services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        _options = options.Validated();
        _logger = _options.LoggerFactory.CreateLogger("Varlink.Server");
        _directory = new ServiceDirectory(_options, services);
        _connections = new ConnectionSet(_logger);
        _connectionSlots = new SemaphoreSlim(_options.MaxConnections);
        _callPlaces = _options.MaxConcurrentCalls == VarlinkServerOptions.DefaultMaxConcurrentCalls
            ? null
            : new CallPlaces(_options.MaxConcurrentCalls, _logger);
    }

    /// <summary>Begins to listen on an address. Several may be listened on.</summary>
    /// <param name="address">The address: <c>unix:/run/org.example;mode=0660</c>, <c>tcp:127.0.0.1:0</c>.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Completes when clients can connect: the address, with the port that the system chose where it was asked to choose.</returns>
    /// <exception cref="FormatException">It is no address.</exception>
    /// <exception cref="IOException">The address is in use, or cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not listen there.</exception>
    /// <exception cref="NotSupportedException">One cannot listen on this kind of address.</exception>
    /// <exception cref="ObjectDisposedException">The server has stopped.</exception>
    public Task<string> ListenAsync(string address, CancellationToken cancellationToken = default) =>
        ListenAsync(VarlinkAddress.Parse(address), cancellationToken);

    /// <inheritdoc cref="ListenAsync(string, CancellationToken)"/>
    public async Task<string> ListenAsync(VarlinkAddress address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ThrowIfStopped();
        IVarlinkListener listener = await address.ListenAsync(cancellationToken).ConfigureAwait(false);
        string endpoint = listener.Endpoint;
        try
        {
            Listen(listener);
            return endpoint;
        }
        catch (ObjectDisposedException)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Accepts connections from a listener that was made elsewhere; the server disposes of it when it stops.</summary>
    /// <param name="listener">The listener.</param>
    /// <exception cref="ObjectDisposedException">The server has stopped; the listener is left alone.</exception>
    public void Listen(IVarlinkListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var loop = new AcceptLoop(listener, _acceptGate, _connectionSlots, _options, _logger, ServeAccepted);
        lock (_gate)
        {
            ThrowIfStopped();
            _acceptLoops.Add((loop, Task.Run(() => loop.RunAsync(_stopping.Token))));
        }
    }

    /// <summary>Serves a connection that was made elsewhere. The server disposes of it.</summary>
    /// <param name="connection">The connection. One that <see cref="VarlinkServerOptions.Admit"/> does not admit is closed.</param>
    /// <returns>Completes when the connection has ended. Never fails.</returns>
    /// <exception cref="ObjectDisposedException">The server has stopped; the connection is left alone.</exception>
    public Task ServeAsync(VarlinkTransportConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!Admits(connection))
        {
            return connection.DisposeAsync().AsTask();
        }

        if (TryServe(connection, out Task serving))
        {
            return serving;
        }

        throw new ObjectDisposedException(nameof(VarlinkServer));
    }

    /// <summary>Makes what connects to this server within the process, through the same encoding as over a socket.</summary>
    /// <param name="endpoint">What the address is called in messages and logs. Default: <see cref="DefaultInProcessEndpoint"/>.</param>
    /// <returns>The connector, for a <see cref="VarlinkClient"/>.</returns>
    public IVarlinkConnector CreateInProcessConnector(string endpoint = DefaultInProcessEndpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new InProcessConnector(this, endpoint);
    }

    /// <summary>
    /// Stops: accepts nothing more, closes connections that are idle, and lets calls under way finish for
    /// <see cref="VarlinkServerOptions.ShutdownTimeout"/>. What is not finished by then is cancelled, and its connection closed.
    /// </summary>
    /// <param name="cancellationToken">Shortens the wait: calls under way are cancelled when it fires.</param>
    /// <returns>Completes when all connections are closed. Stopping twice is harmless.</returns>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return _stopped ??= StopOnceAsync(cancellationToken);
        }
    }

    /// <summary>Does what <see cref="StopAsync"/> does.</summary>
    /// <returns>Completes when all connections are closed.</returns>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    internal bool TryServe(VarlinkTransportConnection transport, out Task serving)
    {
        var connection = new ServerConnection(transport, _directory, _callPlaces, _options, _logger, _stopping.Token, _cancelCalls.Token);
        if (_connections.TryRun(connection, out serving))
        {
            return true;
        }

        connection.Dispose();
        return false;
    }

    private void ServeAccepted(VarlinkTransportConnection transport)
    {
        if (!Admits(transport))
        {
            _connectionSlots.Release();
            return;
        }

        if (TryServe(transport, out Task serving))
        {
            _ = serving.ContinueWith(
                static (_, slots) => ((SemaphoreSlim)slots!).Release(), _connectionSlots, TaskScheduler.Default);
        }
        else
        {
            transport.Abort();
        }
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        // In force at once, when the call of StopAsync returns; what hangs on it happens on other threads, and outside of the lock.
        _connections.Close();
        Task[] acceptLoops = [.. _acceptLoops.Select(static loop => loop.Running)];
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(acceptLoops).ConfigureAwait(false);

        if (!await _connections.WaitUntilEmptyAsync(_options.ShutdownTimeout, _options.TimeProvider, cancellationToken).ConfigureAwait(false))
        {
            ServerLog.StopCancelsCalls(_logger, _connections.Count, _options.ShutdownTimeout);
            await CancelCallsAsync().ConfigureAwait(false);
            await _connections.AbortAsync().ConfigureAwait(false);
        }
    }

    private async Task CancelCallsAsync()
    {
        try
        {
            await _cancelCalls.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException e)
        {
            // What a service has registered on its token failed. The calls are cancelled nevertheless.
            ServerLog.CancellationFailed(_logger, e);
        }
    }

    private void ThrowIfStopped() => ObjectDisposedException.ThrowIf(_stopped is not null, this);
}
