using System.Net.Sockets;
using System.Runtime.Versioning;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Conformance.Activation;

/// <summary>A connection that is there already; there is no second one.</summary>
[SupportedOSPlatform("linux")]
internal sealed class OneConnection(Socket socket) : IVarlinkConnector
{
    private Socket? _socket = socket;

    public string Endpoint => "pair:";

    public ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _socket, null) is { } mine
            ? ValueTask.FromResult(ActivatedProgram.Connect(mine))
            : throw new VarlinkConnectionException("There is one connection only.", VarlinkConnectionReason.Refused, endpoint: Endpoint);
}
