using Varlink;

namespace Podman.Libpod;

/// <summary>
/// Serves <c>io.podman</c> on a varlink address out of the REST API of a current Podman, for clients in any language: those that were written
/// for the Podman of that time go on working. It keeps nothing: stopping and starting it loses no container, and a Podman that is restarted
/// behind it is found again by the next call.
/// </summary>
/// <remarks>
/// Whoever may connect may do what Podman may do. Hence the socket's file has the mode 0600, and only processes of the same user, and root,
/// are served, whatever the mode says: see <see cref="PodmanGatewayOptions.Admit"/>.
/// </remarks>
public sealed class PodmanGateway : IAsyncDisposable
{
    private readonly LibpodEngine _engine;
    private readonly VarlinkServer _server;

    private PodmanGateway(LibpodEngine engine, VarlinkServer server)
    {
        _engine = engine;
        _server = server;
    }

    /// <summary>The varlink address that clients connect to.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The address of Podman's REST service.</summary>
    public string PodmanAddress => _engine.Address;

    /// <summary>Starts a gateway.</summary>
    /// <param name="options">Where, for whom, and in front of which Podman; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Completes when clients can connect: the gateway. Dispose of it to stop it.</returns>
    /// <exception cref="FormatException">An address is none.</exception>
    /// <exception cref="NotSupportedException">One cannot listen on the address, or not with this rule of admission.</exception>
    /// <exception cref="InvalidOperationException">
    /// No address was given, and none can be guessed; or this process was started by socket activation with something else than a socket.
    /// </exception>
    /// <exception cref="IOException">The address is in use, or cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not listen there.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static async Task<PodmanGateway> StartAsync(PodmanGatewayOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new PodmanGatewayOptions();
        ArgumentNullException.ThrowIfNull(options.Admit);
        VarlinkAddress? address = AddressOf(options);
        var engine = new LibpodEngine(new LibpodEngineOptions
        {
            Address = options.Podman ?? GatewayPlaces.Current.Podman,
            TimeProvider = options.TimeProvider,
            LoggerFactory = options.LoggerFactory,
        });
        PodmanGateway gateway;
        try
        {
            gateway = new PodmanGateway(engine, new VarlinkServer(ServerOptions(options), engine));
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        try
        {
            await gateway.ListenAsync(address, cancellationToken).ConfigureAwait(false);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Waits until no client has been connected for a time, for a gateway that was started by socket activation and need not run when nobody
    /// needs it. Stop it then: a client that comes meanwhile is served by the next one. See <see cref="VarlinkServer.WaitUntilIdleAsync"/>.
    /// </summary>
    /// <param name="idleTime">For how long no client has to be connected.</param>
    /// <param name="cancellationToken">Stops the waiting; the gateway goes on.</param>
    /// <returns>Completes when the gateway is idle.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="idleTime"/> is negative.</exception>
    public Task WaitUntilIdleAsync(TimeSpan idleTime, CancellationToken cancellationToken = default) =>
        _server.WaitUntilIdleAsync(idleTime, cancellationToken);

    /// <summary>
    /// Stops: no client is accepted any more, calls under way may finish for <see cref="PodmanGatewayOptions.ShutdownTimeout"/> and are then
    /// cancelled, and the socket's file is removed, unless it is systemd's. Podman and its containers go on.
    /// </summary>
    /// <returns>Completes when that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        await _engine.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The address to listen on; null for the socket that the process was started with.</summary>
    private static VarlinkAddress? AddressOf(PodmanGatewayOptions options)
    {
        if (options.Address is null && VarlinkServer.IsSocketActivated)
        {
            return null;
        }

        VarlinkAddress address = VarlinkAddress.Parse(options.Address ?? GatewayPlaces.Current.Varlink);
        if (address.Kind == VarlinkAddressKind.Tcp && options.Admit == VarlinkAdmission.SameUserOrRoot)
        {
            throw new NotSupportedException(
                $"Over {address} nobody can tell which user connects, and the gateway serves its own user and root only. Listen on a unix: " +
                $"socket; or set {nameof(PodmanGatewayOptions)}.{nameof(PodmanGatewayOptions.Admit)}, if everybody who reaches the port may " +
                "do whatever Podman can do.");
        }

        return GatewayPlaces.Protect(address);
    }

    private static VarlinkServerOptions ServerOptions(PodmanGatewayOptions options) => new()
    {
        Vendor = "Podman for .NET",
        Product = "io.podman gateway",
        Version = typeof(PodmanGateway).Assembly.GetName().Version?.ToString(3) ?? "",
        Url = "https://podman.io",
        Admit = options.Admit,
        MaxConnections = options.MaxConnections,
        ShutdownTimeout = options.ShutdownTimeout,
        TimeProvider = options.TimeProvider,
        LoggerFactory = options.LoggerFactory,
    };

    private async Task ListenAsync(VarlinkAddress? address, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            Address = _server.ListenActivated();
            return;
        }

        GatewayPlaces.MakeFolder(address);
        string endpoint = await _server.ListenAsync(address, cancellationToken).ConfigureAwait(false);
        Address = address.Kind == VarlinkAddressKind.Unix ? endpoint.Split(';', 2)[0] : endpoint;
    }
}
