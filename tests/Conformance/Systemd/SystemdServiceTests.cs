using System.Diagnostics;
using Varlink.Conformance.Certification;
using Varlink.Conformance.Systemd.Credentials;
using Varlink.Conformance.Systemd.Sysext;
using Varlink.Idl.Syntax;
using Varlink.Introspection;
using Varlink.TestKit;

namespace Varlink.Conformance.Systemd;

/// <summary>Generated clients of ours call services of systemd.</summary>
public class SystemdServiceTests
{
    /// <summary>"hello": much too short to be a credential, so that no key is asked for.</summary>
    private const string NoCredential = "aGVsbG8=";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Needs_the_programs_of_systemd()
    {
        SystemdTree.SkipUnlessFetched();
        _folder = new TemporaryFolder();
    }

    [TearDown]
    public void Tidy_up() => _folder?.Dispose();

    [Test, CancelAfter(60_000)]
    public async Task A_stream_of_a_program_that_exec_starts_arrives_typed(CancellationToken cancellationToken)
    {
        string[] names = ["alpha", "beta", "gamma"];
        foreach (string name in names)
        {
            Directory.CreateDirectory(ExtensionPath(name));
        }

        await using VarlinkClient varlink = ClientOf($"exec:{SystemdTree.WriteScript(_folder, "systemd-sysext", $"--root={_folder.Path}")}");
        var client = new SysextClient(varlink);

        List<ListReply> images = await client.ListStreamAsync(ImageClass.Sysext, cancellationToken).ToListAsync(cancellationToken);

        Assert.That(images.Select(image => image.Name), Is.EquivalentTo(names));
        Assert.That(images.Select(image => image.Path), Is.EquivalentTo(names.Select(ExtensionPath)));
        Assert.That(images, Has.All.Property("Class").EqualTo(ImageClass.Sysext).And.All.Property("Type").EqualTo(ImageType.Directory));
        Assert.That(images, Has.All.Property("Limit").Null);
    }

    [Test, CancelAfter(60_000)]
    public async Task Systemd_tells_what_it_is(CancellationToken cancellationToken)
    {
        await using VarlinkClient varlink = ClientOf($"exec:{SystemdTree.WriteScript(_folder, "systemd-creds")}");

        VarlinkServiceInfo info = await varlink.GetServiceInfoAsync(cancellationToken);
        string description = await varlink.GetInterfaceDescriptionAsync("io.systemd.Credentials", cancellationToken);

        Assert.That(info.Product, Is.EqualTo("systemd (systemd-creds)"));
        Assert.That(info.Interfaces, Does.Contain("io.systemd.Credentials"));
        Assert.That(description, Does.Contain("method Decrypt("));
    }

    [TestCase("systemd-creds", "io.systemd.Credentials", "Encrypt")]
    [TestCase("systemd-sysext", "io.systemd.sysext", "List")]
    [CancelAfter(60_000)]
    public async Task Every_description_that_systemd_gives_can_be_read(string program, string name, string method, CancellationToken cancellationToken)
    {
        await using VarlinkClient varlink = ClientOf($"exec:{SystemdTree.WriteScript(_folder, program)}");
        VarlinkServiceInfo info = await varlink.GetServiceInfoAsync(cancellationToken);

        Dictionary<string, InterfaceSyntax> trees = [];
        foreach (string each in info.Interfaces)
        {
            trees.Add(each, await varlink.GetInterfaceAsync(each, cancellationToken));
        }

        Assert.That(trees, Has.Count.GreaterThan(1));
        Assert.That(trees[name].Members.OfType<MethodSyntax>().Select(each => each.Name), Does.Contain(method));
    }

    [Test, CancelAfter(60_000)]
    public async Task An_error_of_systemd_arrives_typed_through_a_socket_it_activates(CancellationToken cancellationToken)
    {
        string socket = _folder["creds"];
        using Process activation = SystemdTree.Start(
            "systemd-socket-activate", "--accept", "--fdname=varlink", "-l", socket, SystemdTree.WriteScript(_folder, "systemd-creds"));
        try
        {
            await using VarlinkClient varlink = ClientOf($"unix:{socket}");
            var client = new CredentialsClient(varlink);

            await Assert.ThrowsAsync<BadFormatException>(
                () => client.DecryptAsync(null, NoCredential, null, null, null, null, cancellationToken));
        }
        finally
        {
            activation.Kill(entireProcessTree: true);
            await activation.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task Errors_of_the_standard_arrive_from_systemd(CancellationToken cancellationToken)
    {
        await using VarlinkClient varlink = ClientOf($"exec:{SystemdTree.WriteScript(_folder, "systemd-creds")}");

        await Assert.ThrowsAsync<MethodNotFoundException>(
            () => varlink.CallAsync("io.systemd.Credentials.Nothing", cancellationToken: cancellationToken));
        await Assert.ThrowsAsync<InterfaceNotFoundException>(
            () => varlink.GetInterfaceDescriptionAsync("org.example.nothing", cancellationToken));
    }

    private string ExtensionPath(string name) => Path.Combine(_folder.Path, "var/lib/extensions", name);

    private static VarlinkClient ClientOf(string address)
    {
        VarlinkClientOptions options = ServerTrial.ClientOptions();
        options.WaitForSocket = true;
        options.ConnectRetryPeriod = TimeSpan.FromSeconds(20);
        options.ConnectTimeout = TimeSpan.FromSeconds(20);
        return new VarlinkClient(VarlinkAddress.Parse(address).CreateConnector(), options);
    }
}
