using Podman.Libpod;
using Podman.Libpod.Handlers;
using Podman.Libpod.Mapping;
using Varlink.TestKit;

namespace Podman.Tests.Libpod;

public class SystemTests : LibpodTest
{
    [Test]
    public async Task The_version_is_that_of_the_engine_among_the_components(CancellationToken cancellationToken)
    {
        Server.On("GET version", """
            {"Version":"9","Components":[{"Name":"Conmon","Version":"2.1"},{"Name":"Podman Engine","Version":"4.3.1","Details":
            {"Arch":"amd64","Os":"linux","BuildTime":"1970-01-01T00:01:00Z","GitCommit":"abc","GoVersion":"go1.19"}}]}
            """);
        Assert.That(await Client.GetVersionAsync(cancellationToken), Is.EqualTo(
            new PodmanVersion { Version = "4.3.1", GoVersion = "go1.19", GitCommit = "abc", Built = 60, OsArch = "linux/amd64" }));
    }

    [Test]
    public async Task Registries_are_told_as_Podman_is_configured(CancellationToken cancellationToken)
    {
        Server.On("GET info", """
            {"host":{"hostname":"h","memFree":1},"store":{"graphStatus":{"Supports d_type":"true"},"graphOptions":{"overlay.mountopt":"nodev"}},
            "registries":{"search":["quay.io","docker.io"],"localhost:5000":{"Insecure":true},"safe.org":{"Insecure":false}}}
            """);
        PodmanInfo info = await Client.GetInfoAsync(cancellationToken);
        Assert.That(info.Registries, Is.EqualTo(["quay.io", "docker.io"]));
        Assert.That(info.InsecureRegistries, Is.EqualTo(["localhost:5000"]));
        Assert.That(info.Store.GraphDriverOptions, Is.EqualTo("""{"overlay.mountopt":"nodev"}"""));
        Assert.That(info.Store.GraphStatus.SupportsDType, Is.EqualTo("true"));
    }

    [Test]
    public async Task What_no_daemon_ever_had_is_not_implemented(CancellationToken cancellationToken) =>
        await Assert.ThrowsAsync<Varlink.MethodNotImplementedException>(() => Client.RenameContainerAsync(cancellationToken));

    [Test]
    public async Task Attach_sockets_in_a_deep_folder_are_linked_to(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        string deep = folder[new string('d', 100)];
        Directory.CreateDirectory(deep);
        File.WriteAllText(Path.Join(deep, "attach"), "the socket");
        Server.On("GET containers/web/json", $$$"""{"Id":"{{{Id}}}","State":{"Status":"running"},"StaticDir":"{{{deep}}}"}""");
        AttachSockets sockets = await Client.GetAttachSocketsAsync("web", cancellationToken);
        Assert.That(sockets.IoSocket, Has.Length.LessThanOrEqualTo(107));
        Assert.That(File.ReadAllText(sockets.IoSocket), Is.EqualTo("the socket"));
        Assert.That(await Client.GetAttachSocketsAsync("web", cancellationToken), Is.EqualTo(sockets));
        await Engine.DisposeAsync();
        Assert.That(Directory.Exists(Path.GetDirectoryName(sockets.IoSocket)), Is.False);
        Assert.That(Directory.Exists(deep));
    }

    [TestCase(0L, "0s")]
    [TestCase(5L, "500ns")]
    [TestCase(15L, "1.5µs")]
    [TestCase(80_339L, "8.0339ms")]
    [TestCase(15_421_009L, "1.5421009s")]
    [TestCase(600_000_000L, "1m0s")]
    [TestCase(37_230_000_000L, "1h2m3s")]
    [TestCase(-10_000_000L, "-1s")]
    public void Durations_read_as_Go_writes_them(long ticks, string text) =>
        Assert.That(GoDuration.Format(TimeSpan.FromTicks(ticks)), Is.EqualTo(text));

    [Test]
    public void Options_are_checked()
    {
        Assert.That(() => new LibpodEngine(new LibpodEngineOptions { ConnectTimeout = TimeSpan.Zero }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new LibpodEngine(new LibpodEngineOptions { WaitInterval = TimeSpan.Zero }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new LibpodEngine(new LibpodEngineOptions { ConnectTimeout = TimeSpan.MaxValue }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new LibpodEngine(new LibpodEngineOptions { LogBeat = TimeSpan.MaxValue }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new LibpodEngine(new LibpodEngineOptions { WaitInterval = TimeSpan.MaxValue }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new LibpodEngine(new LibpodEngineOptions { Address = "" }), Throws.ArgumentException);
        Assert.That(() => new LibpodEngine(new LibpodEngineOptions { Address = "ftp://x" }), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void A_link_is_made_only_where_the_path_is_too_long()
    {
        using var links = new AttachLinks();
        Assert.That(links.Shorten(Id, "/short", "attach"), Is.EqualTo("/short"));
    }
}
