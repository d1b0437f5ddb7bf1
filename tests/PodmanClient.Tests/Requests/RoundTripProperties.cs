using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Podman.Requests;
using PropertiesAttribute = FsCheck.NUnit.PropertiesAttribute;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Podman.Tests.Requests;

/// <summary>Values that a request can have, all over their ranges.</summary>
public static class RequestArbitraries
{
    public static Arbitrary<PortMapping> Ports()
    {
        Gen<byte[]> bytes = Gen.Choose(0, 255).Select(item => (byte)item).ArrayOf(16);
        return (from host in Gen.Choose(0, 60_000)
                from container in Gen.Choose(1, 60_000)
                from count in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Choose(1, 5000)))
                from protocol in Gen.Elements(PortProtocol.Tcp, PortProtocol.Udp, PortProtocol.Sctp)
                from address in bytes
                from length in Gen.Elements(0, 4, 16)
                select (host == 0 ? new PortMapping(container) : new PortMapping(host, container)) with
                {
                    Count = count,
                    Protocol = protocol,
                    HostAddress = length == 0 ? null : new IPAddress(address.AsSpan(0, length)),
                }).ToArbitrary();
    }

    public static Arbitrary<Mount> Mounts()
    {
        Gen<string> path = Gen.Elements("/", "/srv/data", "/a b", "/ä/ö,x", "/=");
        return (from isBind in Gen.Elements(true, false)
                from source in path
                from volume in Gen.Elements("cache", "0", "a.b_c-d")
                from destination in path
                from isReadOnly in Gen.Elements(true, false)
                from label in Gen.Elements(MountLabel.Unchanged, MountLabel.Shared, MountLabel.Private)
                from propagation in Gen.Choose(0, 6)
                from options in Gen.Elements("noexec", "nosuid", "U", "upperdir=/x").ArrayOf()
                select (isBind ? Mount.Bind(source, destination) : Mount.Volume(volume, destination)) with
                {
                    IsReadOnly = isReadOnly,
                    Label = label,
                    Propagation = (MountPropagation)propagation,
                    Options = options,
                }).ToArbitrary();
    }

    public static Arbitrary<ByteSize> Sizes() =>
        (from number in Gen.Choose(0, int.MaxValue) from shift in Gen.Choose(0, 32) select new ByteSize((long)number << shift)).ToArbitrary();
}

[Properties(Arbitrary = [typeof(RequestArbitraries)], MaxTest = 500, QuietOnSuccess = true)]
public sealed class RoundTripProperties
{
    [Property]
    public void A_mapping_is_read_as_it_was_written(PortMapping mapping)
    {
        Assert.That(PortMapping.Parse(mapping.ToString()), Is.EqualTo(mapping));
        Assert.That(PortText.Fault(mapping), Is.Null, "and is sent");
    }

    [Property]
    public void A_mount_is_read_as_it_was_written(Mount mount)
    {
        Mount read = Mount.Parse(mount.ToString());
        Assert.That(read, Is.EqualTo(mount));
        Assert.That(
            (read.Source, read.Destination, read.IsReadOnly, read.Label, read.Propagation),
            Is.EqualTo((mount.Source, mount.Destination, mount.IsReadOnly, mount.Label, mount.Propagation)));
        Assert.That(read.Options, Is.EqualTo(mount.Options));
    }

    [Property]
    public void A_size_is_read_as_it_was_written(ByteSize size) => Assert.That(ByteSize.Parse(size.ToString()), Is.EqualTo(size));

    /// <summary>Nobody is kept from sending what <see cref="PortMapping"/> reads, whatever it looks like.</summary>
    [Property]
    public void What_is_read_is_sent(int[] pieces)
    {
        string[] alphabet = ["80", "90", "0", "-", ":", ":", "/", "tcp", "UDP", "[::1]", "127.0.0.1", "x", " "];
        string text = string.Concat(pieces.Select(piece => alphabet[(int)((uint)piece % alphabet.Length)]));
        if (PortMapping.TryParse(text, out _))
        {
            Assert.That(PortText.Fault(text), Is.Null, text);
        }
    }
}
