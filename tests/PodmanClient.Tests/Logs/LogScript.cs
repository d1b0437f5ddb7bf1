using System.Text.Json;
using Varlink;
using Varlink.TestKit;

namespace Podman.Tests.Logs;

/// <summary>A daemon that answers as scripted to those who read one log: a stream first, and plain reads on another connection.</summary>
internal sealed class LogScript : IAsyncDisposable
{
    public const string Name = "web";

    private const string Id = "9cdf280eb2e28b8681ccb2cd099d373a7662b8a01bbaa9deb71e9cf92e38475b";

    private readonly ScriptedPeer _peer = new("scripted:");

    public LogScript() => Client = new PodmanClient(new VarlinkClient(_peer));

    public PodmanClient Client { get; }

    /// <summary>How many connections were made.</summary>
    public int ConnectionCount => _peer.ConnectionCount;

    /// <summary>The end that a daemon gives the stream of a container that has ended.</summary>
    public static string End => ErrorOccurred(Id + " is no longer running");

    public static string ErrorOccurred(string reason) =>
        $$"""{"parameters":{"reason":{{JsonSerializer.Serialize(reason)}}},"error":"io.podman.ErrorOccurred"}""";

    public static string Batch(params string[] lines) =>
        $$"""{"parameters":{"container":{{JsonSerializer.Serialize(lines)}}},"continues":true}""";

    public static string Whole(params string[] lines) => $$$"""{"parameters":{"container":{{{JsonSerializer.Serialize(lines)}}}}}""";

    /// <summary>The next connection is for the stream.</summary>
    public PeerScript OnStream() => _peer.OnConnect()
        .Expects($$"""{"method":"io.podman.GetContainerLogs","parameters":{"name":"{{Name}}"},"more":true}""");

    /// <summary>The next connection is for plain reads, which are answered with these messages.</summary>
    public void OnRead(params string[] answers)
    {
        PeerScript script = _peer.OnConnect();
        foreach (string answer in answers)
        {
            script.Expects($$$"""{"method":"io.podman.GetContainerLogs","parameters":{"name":"{{{Name}}}"}}""").Sends(answer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _peer.DisposeAsync();
    }
}
