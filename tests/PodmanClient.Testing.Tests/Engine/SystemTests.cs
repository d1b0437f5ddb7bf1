using System.Net.Sockets;
using System.Text;
using Varlink;

namespace Podman.Testing.Tests.Engine;

public class SystemTests : EngineTest
{
    [Test]
    public async Task The_engine_tells_of_itself()
    {
        await CreateAsync("one", "sh");

        Assert.That((await Client.PingAsync()).Message, Is.EqualTo("OK"));
        Assert.That((await Client.GetVersionAsync()).Version, Is.EqualTo("0.8.3-dev"));
        PodmanInfo info = await Client.GetInfoAsync();
        Assert.That((info.Store.Containers, info.Store.Images, info.Store.GraphDriverName), Is.EqualTo((1L, 1L, "overlay")));
        Assert.That(info.Host.MemFree, Is.InRange(1, info.Host.MemTotal));
    }

    [Test]
    public async Task What_is_not_implemented_says_so_in_its_reply()
    {
        NotImplementedReply[] replies =
        [
            await Client.AttachToContainerAsync(), await Client.CreateImageAsync(), await Client.RenameContainerAsync(),
            await Client.ResizeContainerTtyAsync(), await Client.UpdateContainerAsync(),
        ];

        Assert.That(replies.Select(r => r.Comment), Is.All.EndsWith("is not implemented yet."));
    }

    [Test]
    public async Task Every_method_that_takes_a_name_finds_none_as_the_interface_promises()
    {
        Func<Task>[] calls =
        [
            () => Client.GetContainerAsync("nosuch"), () => Client.InspectContainerAsync("nosuch"), () => Client.StartContainerAsync("nosuch"),
            () => Client.StopContainerAsync("nosuch", 1), () => Client.RestartContainerAsync("nosuch", 1), () => Client.KillContainerAsync("nosuch", 9),
            () => Client.PauseContainerAsync("nosuch"), () => Client.UnpauseContainerAsync("nosuch"), () => Client.WaitContainerAsync("nosuch"),
            () => Client.RemoveContainerAsync("nosuch", true), () => Client.GetContainerLogsAsync("nosuch"),
            () => Client.ListContainerProcessesAsync("nosuch", []), () => Client.ListContainerChangesAsync("nosuch"),
            () => Client.GetContainerStatsAsync("nosuch"), () => Client.GetAttachSocketsAsync("nosuch"),
            () => Client.ExportContainerAsync("nosuch", PathOf("x")), () => Client.CommitAsync("nosuch", "c:1", [], "", "", false),
        ];

        foreach (Func<Task> call in calls)
        {
            Assert.That(async () => await call(), Throws.TypeOf<ContainerNotFoundException>().With.Property("Name").EqualTo("nosuch"));
        }

        Assert.That(File.Exists(PathOf("x")), Is.False);
    }

    [Test]
    public async Task Any_client_reaches_the_engine_at_an_address()
    {
        string socket = PathOf("io.podman");
        await Engine.ListenAsync("unix:" + socket);
        await using PodmanClient client = await PodmanClient.ConnectAsync("unix:" + socket);
        await client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Name = "seen" });

        Assert.That((await Client.GetContainerAsync("seen")).Names, Is.EqualTo("seen"));
        using var raw = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await raw.ConnectAsync(new UnixDomainSocketEndPoint(socket));
        await raw.SendAsync(Encoding.UTF8.GetBytes("""{"method":"io.podman.GetContainer","parameters":{"name":"nosuch","unknown":1}}""" + "\0"));
        byte[] buffer = new byte[1000];
        int count = await raw.ReceiveAsync(buffer);
        Assert.That(
            Encoding.UTF8.GetString(buffer, 0, count),
            Is.EqualTo("""{"parameters":{"name":"nosuch"},"error":"io.podman.ContainerNotFound"}""" + "\0"));
    }

    [Test]
    public async Task Disposing_ends_calls_that_wait()
    {
        await StartAsync("run", "sleep 1000");
        await CreateAsync("never", "sh");
        Task<long> exit = Client.WaitContainerAsync("never");
        await AwaitedAsync("never");

        await Engine.DisposeAsync();

        Assert.That(async () => await exit, Throws.InstanceOf<VarlinkException>());
    }

    [Test]
    public async Task An_engine_that_is_disposed_of_says_so()
    {
        await using PodmanClient late = Engine.CreateClient(new VarlinkClientOptions { ConnectRetryPeriod = TimeSpan.Zero });
        await Engine.DisposeAsync();

        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => late.PingAsync());

        Assert.That(error!.Message, Is.EqualTo("The engine reference-engine: in this process has been disposed of."));
    }

    [Test]
    public void Options_out_of_range_are_refused()
    {
        Assert.That(
            () => new ReferenceEngine(new ReferenceEngineOptions { LogBeat = TimeSpan.Zero }), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => new ReferenceEngine(new ReferenceEngineOptions { LogBeat = TimeSpan.MaxValue }), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
