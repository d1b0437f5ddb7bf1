using Podman.Libpod.Rest;
using Varlink;

namespace Podman.Libpod;

/// <summary>
/// Answers <c>io.podman</c> out of the REST API of a current Podman (3 to 5): its containers and images, with the names, states and errors
/// that <c>io.podman</c> has for them. What cannot be had from that API stands in docs/compatibility.md.
/// </summary>
/// <remarks>
/// It is reached as any Podman is: by <see cref="CreateClient"/> within the process, or by any varlink client at an address that
/// <see cref="ListenAsync"/> opens. It holds no state, so it outlives restarts of Podman: a call that Podman does not answer ends with
/// RuntimeError, and the next one connects anew. No request that has an effect is sent twice. When a caller goes away, its request ends too.
/// Paths that calls name (of builds, imports and exports) are those of the host that this engine runs on. All members may be used from
/// several threads.
/// </remarks>
public sealed partial class LibpodEngine : PodmanServiceBase, IAsyncDisposable
{
    private readonly LibpodEngineOptions _options;
    private readonly RestClient _rest;
    private readonly VarlinkServer _server;

    /// <summary>Makes an engine. Nothing is connected yet.</summary>
    /// <param name="options">Where Podman is; null for the defaults.</param>
    /// <exception cref="FormatException">The address is none.</exception>
    /// <exception cref="NotSupportedException">The address is of a kind that cannot be connected to, <c>ssh:</c> for example: the text tells what to do.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public LibpodEngine(LibpodEngineOptions? options = null)
    {
        _options = (options ?? new LibpodEngineOptions()).Validated();
        _rest = new RestClient(RestAddress.Parse(_options.Address), _options.ConnectTimeout);
        _server = new VarlinkServer(
            new VarlinkServerOptions
            {
                Vendor = "Podman for .NET",
                Product = "io.podman out of Podman's REST API",
                Url = "https://podman.io",
                Version = typeof(LibpodEngine).Assembly.GetName().Version?.ToString(3) ?? "",

                // Whoever disposes of an engine has seen enough: waits and follows that are under way end at once.
                ShutdownTimeout = TimeSpan.Zero,
                LoggerFactory = _options.LoggerFactory,
                TimeProvider = _options.TimeProvider,
            },
            this);
    }

    /// <summary>The address of Podman's REST service.</summary>
    public string Address => _options.Address;

    /// <summary>As Podman's engines do it: what is unknown is passed over, what is missing takes its default.</summary>
    protected override VarlinkParameterPolicy ParameterPolicy => VarlinkParameterPolicy.Tolerant;

    /// <summary>Makes a client that talks to this engine within the process, through the same encoding as over a socket.</summary>
    /// <param name="options">How the client calls, waits and retries; null for the defaults.</param>
    /// <returns>The client. Dispose of it when it is no longer needed; the engine stays.</returns>
    public PodmanClient CreateClient(VarlinkClientOptions? options = null) =>
        new(new VarlinkClient(_server.CreateInProcessConnector("libpod:" + _options.Address), options));

    /// <summary>Listens on an address, for varlink clients of any kind.</summary>
    /// <param name="address">The address: <c>unix:/run/podman/io.podman;mode=0600</c>. Whoever may connect there may do all that Podman can do.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Completes when clients can connect: the address, with the port that the system chose where it was asked to choose.</returns>
    /// <exception cref="FormatException">It is no address.</exception>
    /// <exception cref="IOException">The address is in use, or cannot be used.</exception>
    public Task<string> ListenAsync(string address, CancellationToken cancellationToken = default) =>
        _server.ListenAsync(address, cancellationToken);

    /// <summary>Ends all calls and connections. Podman and its containers go on.</summary>
    /// <returns>Completes when that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        _rest.Dispose();
        _attachLinks.Dispose();
    }

    /// <inheritdoc/>
    public override async Task DispatchAsync(VarlinkServerCall call, CancellationToken cancellationToken)
    {
        try
        {
            await (call.Context.More && call.MethodName == PodmanProgress.PullImage.Name
                ? AnswerPullAsync(call, cancellationToken)
                : base.DispatchAsync(call, cancellationToken)).ConfigureAwait(false);
        }
        catch (RestException e)
        {
            // What the handlers have not given a meaning of its own.
            throw e.ToError();
        }
    }
}
