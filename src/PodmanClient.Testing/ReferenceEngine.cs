using Podman.Testing.Containers;
using Podman.Testing.Faults;
using Podman.Testing.Images;
using Podman.Testing.State;
using Varlink;
using Varlink.Transports;

namespace Podman.Testing;

/// <summary>
/// A Podman in memory: answers <c>io.podman</c> out of real state, so that code which drives Podman can be tested without one. It behaves as
/// Podman 0.8 does, down to states, error names and texts. Containers run programs: those of busybox that are built in, a shell among them,
/// and those that <see cref="OnRun"/> gives it.
/// </summary>
/// <remarks>
/// It is reached as the real daemon is: by <see cref="CreateClient"/> within the process, or by any varlink client at an address that
/// <see cref="ListenAsync"/> opens. All members may be used from several threads. Nothing is written to the host's disk but what a call names
/// a path for: exports, saved images, and the sockets that GetAttachSockets names.
/// </remarks>
public sealed partial class ReferenceEngine : PodmanServiceBase, IAsyncDisposable
{
    // Podman 0.8 had pods in its interface, with nothing behind them.
    private static readonly HashSet<string> PodMethods = new(StringComparer.Ordinal)
    {
        "CreatePod", "ListPods", "GetPod", "InspectPod", "StartPod", "StopPod", "RestartPod", "KillPod", "PausePod", "UnpausePod", "RemovePod",
        "WaitPod", "TopPod", "StatsPod",
    };

    private readonly EngineServices _services;
    private readonly ContainerLifecycle _containers;
    private readonly ImageLifecycle _images;
    private readonly ImagePuller _puller;
    private readonly CancellationTokenSource _lifetime = new();
    private readonly VarlinkServer _server;
    private readonly AttachSocketDirectory _attachSockets;
    private readonly FaultBook _faultBook;
    private readonly DaemonLife _life;
    private int _isDisposed;

    /// <summary>Makes an engine with an empty store.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ReferenceEngine(ReferenceEngineOptions? options = null)
    {
        options ??= new ReferenceEngineOptions();
        options.Validate();
        _services = new EngineServices(options);
        _containers = new ContainerLifecycle(_services);
        _images = new ImageLifecycle(_services, _containers);
        _puller = new ImagePuller(_services);
        _attachSockets = new AttachSocketDirectory();
        _faultBook = new FaultBook(options.TimeProvider);
        _life = new DaemonLife(_faultBook, options.TimeProvider);
        Faults = new EngineFaults(_faultBook, _life);
        _server = new VarlinkServer(
            new VarlinkServerOptions
            {
                Vendor = "Atomic",
                Product = "podman",
                Version = Handlers.HostFacts.Version,
                Url = "https://github.com/containers/libpod",

                // As the real daemon, whose library of varlink is written in Go.
                AnswersCallsWithoutMethod = true,

                // Whoever disposes of an engine has seen enough: waits and follows that are under way end at once.
                ShutdownTimeout = TimeSpan.Zero,
            },
            this);
    }

    /// <summary>The registries that the engine can pull from and push to.</summary>
    public ImageRegistry Registry => _services.Registry;

    /// <summary>What is to go wrong: cut connections, errors, delays, a daemon that ends.</summary>
    public EngineFaults Faults { get; }

    /// <summary>The containers at this moment, ordered by id.</summary>
    public IReadOnlyList<ReferenceContainer> Containers => [.. _services.Containers.All.Select(container => new ReferenceContainer(container))];

    /// <summary>The images in local storage at this moment, in the order of their creation.</summary>
    public IReadOnlyList<ReferenceImage> Images => [.. _services.Images.All.Select(image => new ReferenceImage(image))];

    internal EngineServices Services => _services;

    /// <summary>
    /// As Podman's engines do it: what is unknown is passed over, what is missing takes its default; but there must be parameters at all.
    /// </summary>
    protected override VarlinkParameterPolicy ParameterPolicy => VarlinkParameterPolicy.Tolerant | VarlinkParameterPolicy.RequireObject;

    /// <summary>Makes a client that talks to this engine within the process, through the same encoding as over a socket.</summary>
    /// <param name="options">
    /// How the client calls, waits and retries; null for the defaults. Its clock is one of its own
    /// (<see cref="VarlinkClientOptions.TimeProvider"/>), the system's unless it is set: give it the engine's where a test moves time limits as well,
    /// and a <see cref="VarlinkClientOptions.ConnectRetryPeriod"/> of zero where nothing is to be waited for while the engine is down.
    /// </param>
    /// <returns>The client. Dispose of it when it is no longer needed; the engine stays.</returns>
    public PodmanClient CreateClient(VarlinkClientOptions? options = null) =>
        new(new VarlinkClient(new FaultyConnector(_server, _life, "reference-engine:"), options));

    /// <summary>Listens on an address, for clients of any kind.</summary>
    /// <param name="address">The address: <c>unix:/path/io.podman</c> or <c>tcp:127.0.0.1:0</c>.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Completes when clients can connect: the address, with the port that the system chose where it was asked to choose.</returns>
    /// <exception cref="FormatException">It is no address.</exception>
    /// <exception cref="IOException">The address is in use, or cannot be used.</exception>
    public async Task<string> ListenAsync(string address, CancellationToken cancellationToken = default)
    {
        IVarlinkListener listener = await VarlinkAddress.Parse(address).ListenAsync(cancellationToken).ConfigureAwait(false);
        FaultyListener faulty = _life.Add(listener);
        try
        {
            _server.Listen(faulty);
            return faulty.Endpoint;
        }
        catch (ObjectDisposedException)
        {
            await faulty.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Puts an image into local storage, as if it had been built here.</summary>
    /// <param name="name">
    /// Its name; <c>:latest</c> is added when it has no tag, and <c>localhost/</c> when it has no registry. Short names find it.
    /// </param>
    /// <param name="configure">Describes it. Without, it is a small Linux whose command is <c>sh</c>.</param>
    /// <returns>Its id, 64 hexadecimal digits.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public string AddImage(string name, Action<ImageBuilder>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ImageReference reference = ImageReference.TryParse(name, out string? error)
            ?? throw new ArgumentException($"{name}: {error}.", nameof(name));
        ImageBuilder builder = new ImageBuilder(name, _services.Time.GetUtcNow()).WithCommand("sh");
        configure?.Invoke(builder);
        return _services.Images.Add(builder.Build(), reference.FullName()).Id;
    }

    /// <summary>Sets what runs in place of a binary.</summary>
    /// <param name="imageOrCommand">
    /// An image, by any of its names: then the program runs in all containers of that image, whatever their command. Or a command, by the name or
    /// path it is called by: then the program runs wherever that command is run, by containers, by their shells, and by builds.
    /// </param>
    /// <param name="program">The program. It replaces one that was set before; programs that run already go on.</param>
    public void OnRun(string imageOrCommand, ContainerProgram program)
    {
        ArgumentException.ThrowIfNullOrEmpty(imageOrCommand);
        ArgumentNullException.ThrowIfNull(program);
        _services.Programs.Register(imageOrCommand, program);
    }

    /// <summary>Ends all calls, connections and programs.</summary>
    /// <returns>Completes when that is done. Programs that take no notice of being killed are not waited for.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
            return;
        }

        _life.Dispose();
        await _lifetime.CancelAsync().ConfigureAwait(false);
        foreach (Container container in _services.Containers.All)
        {
            container.Run?.Kill();
            container.Attachments.Close();
        }

        await _server.DisposeAsync().ConfigureAwait(false);
        _attachSockets.Dispose();
        _lifetime.Dispose();
    }

    /// <inheritdoc/>
    public override async Task DispatchAsync(VarlinkServerCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.MethodName.Length == 0)
        {
            // Nothing that could be named.
            throw new VarlinkErrorException(MethodNotFoundException.Error);
        }

        if (PodMethods.Contains(call.MethodName))
        {
            // With its whole name: so the real daemon answers here, and only here.
            throw new MethodNotImplementedException(call.Method);
        }

        PlannedFault? fault = _faultBook.TakeForCall(call.Method);
        await (fault is null
            ? CarryOutAsync(call, cancellationToken)
            : FaultyDispatch.RunAsync(
                fault, _faultBook, call, _services.Time, () => CarryOutAsync(call, cancellationToken), cancellationToken)).ConfigureAwait(false);
    }

    private async Task CarryOutAsync(VarlinkServerCall call, CancellationToken cancellationToken)
    {
        try
        {
            await (AsksForSteps(call)
                ? AnswerPullAsync(call, cancellationToken)
                : base.DispatchAsync(call, cancellationToken)).ConfigureAwait(false);
        }
        catch (EngineFailure failure)
        {
            if (failure.Kind == FailureKind.Unanswered && _services.Has(PodmanQuirks.HangUps))
            {
                call.Context.HangUp();
            }

            throw ToError(failure);
        }
    }

    /// <summary>The one place where failures of the state become errors of the interface.</summary>
    private static PodmanException ToError(EngineFailure failure) => failure.Kind switch
    {
        FailureKind.ContainerNotFound => new ContainerNotFoundException(failure.Message),
        FailureKind.ImageNotFound => new ImageNotFoundException(failure.Message),
        _ => new ErrorOccurredException(failure.Message),
    };
}
