using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Server;

/// <summary>A server with one service, and clients that speak raw bytes with it.</summary>
internal sealed class Harness : IAsyncDisposable
{
    private readonly List<VarlinkTransportConnection> _clients = [];
    private readonly TemporaryFolder _folder = new();
    private IVarlinkConnector? _connector;

    public Harness(TestService service, VarlinkServerOptions? options = null)
    {
        Service = service;
        Logs = new LogList();
        options ??= new VarlinkServerOptions();
        options.LoggerFactory = Logs;
        Server = new VarlinkServer(options, service);
    }

    public TestService Service { get; }

    public VarlinkServer Server { get; }

    public LogList Logs { get; }

    public static Harness Echo(VarlinkServerOptions? options = null, VarlinkParameterPolicy policy = VarlinkParameterPolicy.Strict) =>
        new(new TestService { Policy = policy }.On("Echo", static (text, _) => Task.FromResult(text)), options);

    public static string Call(string method, string text = "", string more = "") =>
        $$"""{"method":"org.example.test.{{method}}","parameters":{"text":"{{text}}"}{{more}}}""";

    public static string Reply(string text, bool continues = false) =>
        $$"""{"parameters":{"text":"{{text}}"}{{(continues ? ",\"continues\":true" : "")}}}""";

    public static string Error(string name, string parameters = "{}") => $$"""{"parameters":{{parameters}},"error":"{{name}}"}""";

    /// <summary>Connects over a real socket from now on.</summary>
    public async Task<string> ListenAsync(string kind, CancellationToken token)
    {
        string endpoint = await Server.ListenAsync(kind == "unix" ? $"unix:{_folder["s"]}" : "tcp:127.0.0.1:0", token);
        _connector = VarlinkAddress.Parse(endpoint).CreateConnector();
        return endpoint;
    }

    public async Task<VarlinkTransportConnection> ConnectTransportAsync(CancellationToken token)
    {
        _connector ??= Server.CreateInProcessConnector();
        VarlinkTransportConnection client = await _connector.ConnectAsync(token);
        lock (_clients)
        {
            _clients.Add(client);
        }

        return client;
    }

    public async Task<PeerConnection> ConnectAsync(CancellationToken token) => new(await ConnectTransportAsync(token));

    public async ValueTask DisposeAsync()
    {
        foreach (VarlinkTransportConnection client in _clients)
        {
            client.Abort();
        }

        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
