namespace Varlink.Tests.Addresses;

public sealed class VarlinkAddressTests
{
    [TestCase("unix:/run/podman/io.podman", "/run/podman/io.podman", false)]
    [TestCase("unix:@org.example.abstract", "org.example.abstract", true)]
    [TestCase("unix:/run/with blank/ä", "/run/with blank/ä", false)]
    [TestCase("unix:/run/x;mode=0600", "/run/x", false)]
    [TestCase("unix:///run/x", "///run/x", false)]
    public void A_unix_address_has_a_path_or_an_abstract_name(string text, string path, bool isAbstract)
    {
        var address = VarlinkAddress.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(address.Kind, Is.EqualTo(VarlinkAddressKind.Unix));
            Assert.That(address.Path, Is.EqualTo(path));
            Assert.That(address.IsAbstract, Is.EqualTo(isAbstract));
            Assert.That(address.Host, Is.Null);
            Assert.That(address.Port, Is.Null);
            Assert.That(address.ToString(), Is.EqualTo(text));
        });
    }

    [TestCase("tcp:localhost:1234", "localhost", 1234)]
    [TestCase("tcp:127.0.0.1:0", "127.0.0.1", 0)]
    [TestCase("tcp:[::1]:65535", "::1", 65535)]
    [TestCase("tcp:[fe80::1%1]:80", "fe80::1%1", 80)]
    [TestCase("tcp:my-host.example.org:80;x=1", "my-host.example.org", 80)]
    public void A_tcp_address_has_a_host_and_a_port(string text, string host, int port)
    {
        var address = VarlinkAddress.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(address.Kind, Is.EqualTo(VarlinkAddressKind.Tcp));
            Assert.That(address.Host, Is.EqualTo(host));
            Assert.That(address.Port, Is.EqualTo(port));
            Assert.That(address.Path, Is.Null);
            Assert.That(address.ToString(), Is.EqualTo(text));
        });
    }

    [Test]
    public void A_program_and_a_command_are_addresses_too()
    {
        var program = VarlinkAddress.Parse("exec:/usr/bin/service;x=1");
        var command = VarlinkAddress.Parse("bridge:ssh host 'a; varlink bridge'");

        Assert.Multiple(() =>
        {
            Assert.That(program.Kind, Is.EqualTo(VarlinkAddressKind.Exec));
            Assert.That(program.Path, Is.EqualTo("/usr/bin/service"));
            Assert.That(command.Kind, Is.EqualTo(VarlinkAddressKind.Bridge));
            Assert.That(command.Path, Is.EqualTo("ssh host 'a; varlink bridge'"), "a command may hold semicolons");
            Assert.That(command.Properties, Is.Empty);
            Assert.That(command.CreateConnector().Endpoint, Is.EqualTo(command.ToString()));
            Assert.That(() => command.ListenAsync(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("ssh host"));
            Assert.That(async () => await program.ListenAsync(), Throws.TypeOf<NotSupportedException>());
        });
    }

    [TestCase("unix:/nowhere/socket;moed=0600", "moed")]
    [TestCase("unix:/nowhere/socket;mode=0600;Mode=0600", "Mode")]
    [TestCase("tcp:127.0.0.1:12345;cipher=none", "cipher")]
    public void One_does_not_listen_without_what_an_unknown_property_asks_for(string text, string property)
    {
        var address = VarlinkAddress.Parse(text);

        Assert.That(() => address.ListenAsync(), Throws.TypeOf<NotSupportedException>().With.Message.Contains($"no property '{property}'"));
        Assert.That(address.CreateConnector, Throws.Nothing);
    }

    [Test]
    public void Properties_are_kept_by_name()
    {
        var address = VarlinkAddress.Parse("unix:/x;mode=660;a=;b=c=d");

        Assert.That(address.Properties, Is.EquivalentTo(new Dictionary<string, string> { ["mode"] = "660", ["a"] = "", ["b"] = "c=d" }));
    }

    [TestCase("", "it is empty")]
    [TestCase("  ", "it is empty")]
    [TestCase("/run/podman/io.podman", "Write unix:/run/podman/io.podman")]
    [TestCase("io.podman", "does not say how the service is reached")]
    [TestCase("http://x", "nothing is known of 'http:'")]
    [TestCase("UNIX:/x", "lower case")]
    [TestCase("unix:", "full path")]
    [TestCase("unix:relative", "full path")]
    [TestCase("unix:/run/folder/", "full path")]
    [TestCase("unix:@", "the name of the abstract socket is missing")]
    [TestCase("unix:@;mode=0600", "the name of the abstract socket is missing")]
    [TestCase("unix:/x\0y", "NUL")]
    [TestCase("unix:/x;", "name=value")]
    [TestCase("unix:/x;mode", "name=value")]
    [TestCase("unix:/x;=0600", "name=value")]
    [TestCase("unix:/x;mode=0600;mode=0660", "given twice")]
    [TestCase("unix:/x;mode=", "no mode of a file")]
    [TestCase("unix:/x;mode=0680", "no mode of a file")]
    [TestCase("unix:/x;mode=1777", "no mode of a file")]
    [TestCase("unix:/x;mode=00600", "no mode of a file")]
    [TestCase("unix:/x;mode=-600", "no mode of a file")]
    [TestCase("tcp:localhost", "the port is missing")]
    [TestCase("tcp:[::1]", "the port is missing")]
    [TestCase("tcp:localhost:", "'' is no port")]
    [TestCase("tcp:localhost:65536", "'65536' is no port")]
    [TestCase("tcp:localhost:-1", "'-1' is no port")]
    [TestCase("tcp:localhost: 1", "' 1' is no port")]
    [TestCase("tcp:localhost:99999999999", "is no port")]
    [TestCase("tcp::80", "tcp:0.0.0.0:80")]
    [TestCase("tcp:::1:80", "Write tcp:[address]:port")]
    [TestCase("tcp:[nonsense]:80", "no IPv6 address")]
    [TestCase("tcp:[127.0.0.1]:80", "no IPv6 address")]
    [TestCase("tcp://localhost:80", "Write tcp:localhost:80")]
    [TestCase("tcp:a/b:80", "no name of a host")]
    [TestCase("exec:program", "full path")]
    [TestCase("bridge: ", "the command is missing")]
    [TestCase("bridge:ssh 'host", "not closed")]
    public void What_is_no_address_is_refused_with_the_reason(string text, string reason)
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => VarlinkAddress.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(reason));
            Assert.That(VarlinkAddress.TryParse(text, out VarlinkAddress? result), Is.False);
            Assert.That(result, Is.Null);
        });
    }

    [Test]
    public void Null_is_no_address()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => VarlinkAddress.Parse(null!), Throws.ArgumentNullException);
            Assert.That(VarlinkAddress.TryParse(null, out _), Is.False);
        });
    }

    [Test]
    public void Addresses_are_equal_by_their_text()
    {
        var address = VarlinkAddress.Parse("unix:/x");
        var same = VarlinkAddress.Parse("unix:/x");
        var other = VarlinkAddress.Parse("unix:/y");

        Assert.Multiple(() =>
        {
            Assert.That(address, Is.EqualTo(same));
            Assert.That(address, Is.Not.EqualTo(other));
            Assert.That(address.GetHashCode(), Is.EqualTo(same.GetHashCode()));
        });
    }

    [Test]
    public void Nobody_connects_to_port_0() =>
        Assert.That(VarlinkAddress.Parse("tcp:localhost:0").CreateConnector, Throws.TypeOf<NotSupportedException>());
}
