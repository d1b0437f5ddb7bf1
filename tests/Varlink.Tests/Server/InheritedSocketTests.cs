using System.Net.Sockets;
using System.Runtime.Versioning;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Server;

/// <summary>
/// A socket that listens and is held by somebody else too, by systemd for example, goes on to listen when this process lets go of it. The
/// runtime shuts a socket down, for all who hold it, when it is disposed of while another thread uses it.
/// </summary>
[Platform("Linux", Reason = "Sockets are passed to processes on Linux only.")]
[SupportedOSPlatform("linux")]
[CancelAfter(60_000)]
public sealed class InheritedSocketTests
{
    private const int Rounds = 500;

    [Test]
    public async Task It_is_not_shut_down_when_the_listener_is_disposed_of_while_it_looks_for_clients(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < Rounds; i++)
        {
            string path = folder[$"{i}"];
            using Socket systemd = Descriptors.Listen(path);
            SocketListener listener = Inherit(systemd);
            using var ready = new Barrier(2);
            Task looking = Task.Run(
                () =>
                {
                    ready.SignalAndWait(token);
                    for (int j = 0; j < 20; j++)
                    {
                        Assert.That(listener.TryAccept(), Is.Null);
                    }
                },
                token);
            ready.SignalAndWait(token);
            await listener.DisposeAsync();
            await looking;

            Assert.That(() => Connect(path), Throws.Nothing, $"round {i}");
        }
    }

    [Test]
    public async Task It_is_not_shut_down_when_the_server_stops_while_clients_come_and_go(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < Rounds; i++)
        {
            string path = folder[$"{i}"];
            using Socket systemd = Descriptors.Listen(path);
            await using Harness harness = Harness.Echo();
            harness.Server.Listen(Inherit(systemd));
            Task idle = harness.Server.WaitUntilIdleAsync(TimeSpan.Zero, token);
            using var ready = new Barrier(2);
            Task coming = Task.Run(
                () =>
                {
                    ready.SignalAndWait(token);
                    for (int j = 0; j < 3; j++)
                    {
                        Connect(path);
                    }
                },
                token);
            ready.SignalAndWait(token);
            await harness.Server.StopAsync(token);
            await coming;
            await idle;

            Assert.That(() => Connect(path), Throws.Nothing, $"round {i}");
        }
    }

    private static SocketListener Inherit(Socket socket) =>
        new(new Socket(new SafeSocketHandle(Descriptors.Duplicate(socket), ownsHandle: true)), "test:", path: null);

    private static void Connect(string path)
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(path));
    }
}
