using System.Net;
using Podman.Requests;

namespace Podman.Tests.Requests;

public class PortMappingTests
{
    [TestCase("80", "80/tcp")]
    [TestCase("8080:80", "8080:80/tcp")]
    [TestCase("8080:80/UDP", "8080:80/udp")]
    [TestCase(":80/sctp", "80/sctp")]
    [TestCase("127.0.0.1:8080:80/tcp", "127.0.0.1:8080:80/tcp")]
    [TestCase("127.0.0.1::80", "127.0.0.1::80/tcp")]
    [TestCase("[::1]:8080:80", "[::1]:8080:80/tcp")]
    [TestCase("[::1]:80", "[::1]::80/tcp")]
    [TestCase("8000-8010:80-90/udp", "8000-8010:80-90/udp")]
    [TestCase("80-90", "80-90/tcp")]
    public void A_mapping_is_read_and_written(string text, string written)
    {
        PortMapping mapping = PortMapping.Parse(text);

        Assert.That(mapping.ToString(), Is.EqualTo(written));
        Assert.That(PortMapping.Parse(written), Is.EqualTo(mapping));
        Assert.That(PortText.Fault(text), Is.Null, "what is read here is sent");
    }

    [TestCase("", "the port of the container is missing")]
    [TestCase("8080:", "the port of the container is missing")]
    [TestCase("8080:http", "'http' is neither a port (1 to 65535) nor a range of ports")]
    [TestCase("0:80", "'0' is neither")]
    [TestCase("8080:65536", "'65536' is neither")]
    [TestCase("8080:+80", "'+80' is neither")]
    [TestCase("8080: 80", "' 80' is neither")]
    [TestCase("1-2-3", "'1-2-3' is neither")]
    [TestCase("90-80", "the range 90-80 ends before it begins")]
    [TestCase("8000-8010:80", "the ranges 8000-8010 and 80 are not of the same length")]
    [TestCase("80:80/http", "'http' is none of the protocols tcp, udp and sctp")]
    [TestCase("80:80/", "'' is none of the protocols")]
    [TestCase("80:80/tcp/udp", "too many parts")]
    [TestCase("1:2:3:4", "too many parts")]
    [TestCase("::1:8080:80", "too many parts")]
    [TestCase("80:90:100", "'80' is no IPv4 address")]
    [TestCase("localhost:8080:80", "'localhost' is no IPv4 address")]
    [TestCase("127.1:8080:80", "'127.1' is no IPv4 address")]
    [TestCase("[127.0.0.1]:80:80", "begins like an IPv6 address")]
    [TestCase("[fe80::1%2]:80:80", "begins like an IPv6 address")]
    [TestCase("[::1:80:80", "begins like an IPv6 address")]
    public void What_is_wrong_with_a_text_is_said(string text, string fault)
    {
        Assert.That(() => PortMapping.Parse(text), Throws.TypeOf<FormatException>().With.Message.StartsWith($"'{text}' is no port mapping: ").And.Message.Contains(fault));
        Assert.That(PortMapping.TryParse(text, out PortMapping? mapping), Is.False);
        Assert.That(mapping, Is.Null);
    }

    [Test]
    public void A_mapping_stands_among_texts()
    {
        var options = new CreateContainerOptions
        {
            Publish = ["8080:80", new PortMapping(53, 53) { Protocol = PortProtocol.Udp, HostAddress = IPAddress.Loopback }],
        };

        Assert.That(options.Publish, Is.EqualTo(new[] { "8080:80", "127.0.0.1:53:53/udp" }));
    }

    [Test]
    public void Ports_are_numbers_from_1_to_65535()
    {
        Assert.That(() => new PortMapping(0, 80), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PortMapping(80, 65536), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PortMapping(65000, 80) { Count = 537 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(new PortMapping(65000, 80) { Count = 536 }.ToString(), Is.EqualTo("65000-65535:80-615/tcp"));
        Assert.That(() => new PortMapping(80) { Protocol = (PortProtocol)3 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PortMapping(80) { HostAddress = IPAddress.Parse("fe80::1%2") }, Throws.TypeOf<ArgumentException>());
    }
}
