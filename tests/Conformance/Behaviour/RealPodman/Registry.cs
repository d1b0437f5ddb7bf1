using System.Net;
using System.Net.Sockets;

namespace Varlink.Conformance.Behaviour.RealPodman;

/// <summary>A registry on this machine, to push to and to pull from.</summary>
internal sealed class Registry : IAsyncDisposable
{
    public const string Program = "docker-registry";

    private readonly HostProgram _program;

    private Registry(string host, HostProgram program)
    {
        Host = host;
        _program = program;
    }

    /// <summary>What the names of its images begin with: <c>localhost:5000</c>.</summary>
    public string Host { get; }

    /// <summary>Starts it, with everything that it keeps in a folder.</summary>
    public static async Task<Registry> StartAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        int port = FreePort();
        string configuration = Path.Combine(folder, "config.yml");
        await File.WriteAllTextAsync(configuration, $"""
            version: 0.1
            log:
              level: info
            storage:
              filesystem:
                rootdirectory: {folder}
            http:
              addr: 127.0.0.1:{port}
            """);
        HostProgram program = await HostProgram.StartAsync("listening on", new Dictionary<string, string>(), Program, "serve", configuration);
        return new Registry($"localhost:{port}", program);
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
