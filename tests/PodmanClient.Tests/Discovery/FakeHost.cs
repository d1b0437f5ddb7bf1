using Podman.Discovery;
using Podman.Libpod;
using Varlink;
using Varlink.TestKit;
using Varlink.Transports;

namespace Podman.Tests.Discovery;

/// <summary>A host with environment variables, a user, and sockets that are there or not.</summary>
internal sealed class FakeHost : IAsyncDisposable
{
    public const string GetVersion = """{"method":"io.podman.GetVersion"}""";

    private const string OwnVersion =
        """{"parameters":{"version":{"version":"0.8.3-dev","go_version":"go1.10.3","git_commit":"","built":0,"os_arch":"linux/amd64"}}}""";

    private readonly Dictionary<string, Func<int, CancellationToken, ValueTask<VarlinkTransportConnection>>> _sockets = [];
    private readonly List<ScriptedPeer> _peers = [];

    public Dictionary<string, string> Variables { get; } = [];

    public uint? UserId { get; set; } = 1000;

    /// <summary>The addresses that were connected to, in order, once for every attempt.</summary>
    public List<string> Attempts { get; } = [];

    /// <summary>The addresses of REST services that were tried, in order, once for every engine that was made.</summary>
    public List<string> RestAttempts { get; } = [];

    /// <summary>The REST services that are there: what address leads to which socket.</summary>
    public Dictionary<string, string> RestServices { get; } = [];

    /// <summary>The files that are there.</summary>
    public Dictionary<string, string> Files { get; } = [];

    public PodmanEnvironment Environment => new(
        name => Variables.GetValueOrDefault(name),
        () => UserId,
        address => new Connector(VarlinkAddress.Parse(address).ToString(), this),
        path => Files.GetValueOrDefault(path),
        folder => [.. Files.Keys.Where(path => Path.GetDirectoryName(path) == folder)],
        CreateEngine);

    /// <summary>A daemon listens there, and refuses a number of attempts before.</summary>
    public void Listen(string address, int refusals = 0) => Answer(address, OwnVersion, refusals);

    /// <summary>Somebody listens there who gives another answer when asked for the version.</summary>
    public PeerScript Answer(string address, string answer, int refusals = 0) => Script(address, refusals).Expects(GetVersion).Sends(answer);

    /// <summary>Somebody listens there who does something else.</summary>
    public PeerScript Script(string address, int refusals = 0)
    {
        var peer = new ScriptedPeer(address);
        _peers.Add(peer);
        _sockets[address] = (attempt, token) => attempt <= refusals
            ? throw Failure(address, VarlinkConnectionReason.Refused, "nobody listens")
            : peer.ConnectAsync(token);
        return peer.OnConnect();
    }

    /// <summary>Connecting there fails.</summary>
    public void Fail(string address, VarlinkConnectionReason reason, string message) =>
        _sockets[address] = (_, _) => throw Failure(address, reason, message);

    /// <summary>Connecting there takes until it is given up.</summary>
    public Task Hang(string address)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _sockets[address] = async (_, token) =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("An endless delay has ended.");
        };
        return reached.Task;
    }

    /// <summary>Connecting there takes until the second says so, and fails then.</summary>
    public (Task Reached, TaskCompletionSource Fail) FailLater(string address)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fail = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _sockets[address] = async (_, token) =>
        {
            reached.SetResult();
            await fail.Task.WaitAsync(token);
            throw Failure(address, VarlinkConnectionReason.Refused, "nobody listens");
        };
        return (reached.Task, fail);
    }

    public Task<PodmanClient> ConnectAsync(
        string? address = null, VarlinkClientOptions? options = null, CancellationToken cancellationToken = default) =>
        PodmanFinder.ConnectAsync(address, options, Environment, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (ScriptedPeer peer in _peers)
        {
            await peer.DisposeAsync();
        }
    }

    private LibpodEngine CreateEngine(LibpodEngineOptions options)
    {
        RestAttempts.Add(options.Address);
        if (options.Address.StartsWith("unix:///", StringComparison.Ordinal))
        {
            options.Address = RestServices.GetValueOrDefault(options.Address, "unix:///nowhere" + options.Address["unix://".Length..]);
        }

        return new LibpodEngine(options);
    }

    private static VarlinkConnectionException Failure(string address, VarlinkConnectionReason reason, string message) =>
        new($"{address}: {message}.", reason, endpoint: address);

    private sealed class Connector(string address, FakeHost host) : IVarlinkConnector
    {
        public string Endpoint => address;

        public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            host.Attempts.Add(address);
            return host._sockets.TryGetValue(address, out var connect)
                ? connect(host.Attempts.Count(attempt => attempt == address), cancellationToken)
                : throw Failure(address, VarlinkConnectionReason.NotFound, "no such socket");
        }
    }
}
