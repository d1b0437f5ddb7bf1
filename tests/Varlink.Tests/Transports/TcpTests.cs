using System.Net;
using System.Net.Sockets;
using Varlink.Transports;

namespace Varlink.Tests.Transports;

[CancelAfter(30_000)]
public sealed class TcpTests
{
    [TestCase("tcp:127.0.0.1:0", "tcp:127.0.0.1:")]
    [TestCase("tcp:[::1]:0", "tcp:[::1]:")]
    [TestCase("tcp:localhost:0", "tcp:localhost:")]
    public async Task A_listener_tells_the_port_that_the_system_chose(string address, string start, CancellationToken token)
    {
        await using IVarlinkListener listener = await VarlinkAddress.Parse(address).ListenAsync(token);
        Assert.That(listener.Endpoint, Does.StartWith(start).And.Not.EndsWith(":0"));

        Task<VarlinkTransportConnection?> accepting = listener.AcceptAsync(token).AsTask();
        await using VarlinkTransportConnection client = await VarlinkAddress.Parse(listener.Endpoint).CreateConnector().ConnectAsync(token);
        await using VarlinkTransportConnection server = (await accepting)!;
        Assert.That(server.Endpoint, Does.StartWith("tcp:").And.Not.EqualTo(listener.Endpoint), "the client's address");
    }

    [Test]
    public async Task A_port_that_is_taken_is_named(CancellationToken token)
    {
        await using IVarlinkListener listener = await VarlinkAddress.Parse("tcp:127.0.0.1:0").ListenAsync(token);
        Assert.That(
            async () => await VarlinkAddress.Parse(listener.Endpoint).ListenAsync(token),
            Throws.InstanceOf<IOException>().With.Message.Contains(listener.Endpoint).And.Message.Contains("another port"));
    }

    [Test]
    public void Nobody_listening_is_a_refusal(CancellationToken token)
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound, so that nobody else takes it, and not listening
        IVarlinkConnector connector = VarlinkAddress.Parse($"tcp:127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}").CreateConnector();

        Assert.That(
            async () => await connector.ConnectAsync(token),
            Throws.TypeOf<VarlinkConnectionException>().With.Property("Reason").EqualTo(VarlinkConnectionReason.Refused));
    }

    [Test]
    public void An_attempt_that_is_cancelled_ends_as_such()
    {
        IVarlinkConnector connector = VarlinkAddress.Parse("tcp:127.0.0.1:1").CreateConnector();
        Assert.That(async () => await connector.ConnectAsync(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }
}
