using System.Net.Sockets;
using Podman.Libpod;
using Varlink;
using Varlink.TestKit;

namespace Podman.Tests.Gateway;

/// <summary>The gateway as its clients see it while there is no Podman behind it.</summary>
[CancelAfter(30_000)]
public class GatewayTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private PodmanGatewayOptions Options => new() { Address = $"unix:{_folder["run/io.podman"]}", Podman = $"unix://{_folder["podman.sock"]}" };

    [Test]
    public async Task Its_socket_is_its_users_alone_and_goes_with_it(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Files have no mode here.");
            return;
        }

        PodmanGateway gateway = await PodmanGateway.StartAsync(Options, cancellationToken);

        Assert.That(gateway.Address, Is.EqualTo($"unix:{_folder["run/io.podman"]}"));
        Assert.That(File.GetUnixFileMode(_folder["run/io.podman"]), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(
            File.GetUnixFileMode(_folder["run"]), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        await gateway.DisposeAsync();
        Assert.That(File.Exists(_folder["run/io.podman"]), Is.False);
    }

    [Test]
    public async Task Another_mode_may_be_asked_for(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Files have no mode here.");
            return;
        }

        PodmanGatewayOptions options = Options;
        options.Address += ";mode=0660";
        await using PodmanGateway gateway = await PodmanGateway.StartAsync(options, cancellationToken);

        Assert.That(
            File.GetUnixFileMode(_folder["run/io.podman"]),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite));
    }

    [Test]
    public async Task It_says_what_it_is_and_answers_without_Podman(CancellationToken cancellationToken)
    {
        await using PodmanGateway gateway = await PodmanGateway.StartAsync(Options, cancellationToken);
        await using VarlinkClient varlink = await VarlinkClient.ConnectAsync(gateway.Address, cancellationToken: cancellationToken);
        var podman = new PodmanClient(varlink);

        VarlinkServiceInfo info = await varlink.GetServiceInfoAsync(cancellationToken);
        Assert.That(info.Interfaces, Does.Contain("io.podman"));
        RuntimeErrorException? error = await Assert.ThrowsAsync<RuntimeErrorException>(() => podman.ListContainersAsync(cancellationToken));
        Assert.That(error.Reason, Does.Contain(_folder["podman.sock"]));
    }

    [Test]
    public async Task Who_is_not_admitted_gets_no_answer(CancellationToken cancellationToken)
    {
        PodmanGatewayOptions options = Options;
        options.Admit = _ => false;
        await using PodmanGateway gateway = await PodmanGateway.StartAsync(options, cancellationToken);
        await using var varlink = new VarlinkClient(VarlinkAddress.Parse(gateway.Address).CreateConnector());

        await Assert.ThrowsAsync<VarlinkConnectionException>(() => varlink.GetServiceInfoAsync(cancellationToken));
    }

    [Test]
    public async Task On_a_port_it_serves_nobody_unless_told_whom(CancellationToken cancellationToken)
    {
        PodmanGatewayOptions options = Options;
        options.Address = "tcp:127.0.0.1:0";

        NotSupportedException? error = await Assert.ThrowsAsync<NotSupportedException>(() => PodmanGateway.StartAsync(options, cancellationToken));
        Assert.That(error.Message, Does.Contain("Admit"));
    }

    [Test]
    public async Task On_a_port_it_serves_whom_it_is_told(CancellationToken cancellationToken)
    {
        PodmanGatewayOptions options = Options;
        options.Address = "tcp:127.0.0.1:0";
        options.Admit = _ => true;
        await using PodmanGateway gateway = await PodmanGateway.StartAsync(options, cancellationToken);
        await using VarlinkClient varlink = await VarlinkClient.ConnectAsync(gateway.Address, cancellationToken: cancellationToken);

        Assert.That((await varlink.GetServiceInfoAsync(cancellationToken)).Interfaces, Does.Contain("io.podman"));
    }

    [Test]
    public async Task Two_cannot_have_one_socket(CancellationToken cancellationToken)
    {
        await using PodmanGateway gateway = await PodmanGateway.StartAsync(Options, cancellationToken);

        IOException? error = await Assert.ThrowsAsync<IOException>(() => PodmanGateway.StartAsync(Options, cancellationToken));
        Assert.That(error.Message, Does.Contain("Another service listens"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder["run/io.podman"]), cancellationToken);
    }

    [Test]
    public async Task It_is_idle_when_nobody_has_been_connected_for_a_while(CancellationToken cancellationToken)
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        PodmanGatewayOptions options = Options;
        options.TimeProvider = time;
        await using PodmanGateway gateway = await PodmanGateway.StartAsync(options, cancellationToken);

        Task idle = gateway.WaitUntilIdleAsync(TimeSpan.FromSeconds(30), cancellationToken);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(idle.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));

        await idle;
    }
}
