namespace Podman.Tests.Requests;

public class MountTests
{
    [Test]
    public void Mounts_stand_where_requests_take_texts()
    {
        var options = new CreateContainerOptions
        {
            Volumes =
            [
                Mount.Bind("/srv/data", "/data", readOnly: true),
                Mount.Volume("cache", "/var/cache") with { Label = MountLabel.Private, Propagation = MountPropagation.RecursiveSlave, Options = ["noexec"] },
                "/dev/fuse:/dev/fuse",
            ],
            Tmpfs = [new TmpfsMount("/scratch") { Size = ByteSize.FromMebibytes(64), Options = ["mode=1777"] }, new TmpfsMount("/run")],
            Resources = new() { Memory = ByteSize.Parse("512m") },
        };

        Assert.That(options.Volumes, Is.EqualTo(new[] { "/srv/data:/data:ro", "cache:/var/cache:Z,rslave,noexec", "/dev/fuse:/dev/fuse" }));
        Assert.That(options.Tmpfs, Is.EqualTo(new[] { "/scratch:size=64m,mode=1777", "/run" }));
        Assert.That(options.Resources.Memory, Is.EqualTo(512 << 20));
    }

    [TestCase("", "mounts read")]
    [TestCase("/data", "mounts read")]
    [TestCase("/a:/b:ro:z", "mounts read")]
    [TestCase("./a:/b", "'./a' is relative")]
    [TestCase("a b:/c", "'a b' is no name of a volume")]
    [TestCase(":/c", "'' is no name of a volume")]
    [TestCase("/a:b", "'b' is no absolute path")]
    [TestCase("/a:/b:", "an option is empty")]
    [TestCase("/a:/b:ro,rw", "it says twice whether it is read-only")]
    [TestCase("/a:/b:z,Z", "it has two labels")]
    [TestCase("/a:/b:shared,slave", "it has two kinds of propagation")]
    public void What_is_wrong_with_a_text_is_said(string text, string fault)
    {
        Assert.That(() => Mount.Parse(text), Throws.TypeOf<FormatException>().With.Message.StartsWith($"'{text}' is no mount: ").And.Message.Contains(fault));
        Assert.That(Mount.TryParse(text, out _), Is.False);
    }

    [Test]
    public void What_has_no_text_cannot_be_made()
    {
        Assert.That(() => Mount.Bind("data", "/data"), Throws.ArgumentException.With.Message.StartsWith("'data' is no absolute path."));
        Assert.That(() => Mount.Bind("/a:b", "/data"), Throws.ArgumentException.With.Message.Contains("colon"));
        Assert.That(() => Mount.Volume("-v", "/data"), Throws.ArgumentException.With.Message.Contains("no name of a volume"));
        Assert.That(() => Mount.Bind("/a", "/b") with { Options = ["a,b"] }, Throws.ArgumentException.With.Message.Contains("comma"));
        Assert.That(() => Mount.Bind("/a", "/b") with { Options = ["ro"] }, Throws.ArgumentException.With.Message.Contains("member of its own"));
        Assert.That(() => new TmpfsMount("scratch"), Throws.ArgumentException.With.Message.Contains("no absolute path"));
        Assert.That(() => new TmpfsMount("/t") { Size = default(ByteSize) }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new TmpfsMount("/t") { Options = ["size=1m"] }, Throws.ArgumentException.With.Message.Contains("member of its own"));
    }

    [TestCase("0", 0)]
    [TestCase("4096", 4096)]
    [TestCase("100b", 100)]
    [TestCase("64 MiB", 64 << 20)]
    [TestCase("1.5G", 3L << 29)]
    [TestCase("8191p", 8191L << 50)]
    public void Sizes_have_units(string text, long bytes) => Assert.That(ByteSize.Parse(text).Bytes, Is.EqualTo(bytes));

    [TestCase("")]
    [TestCase("m")]
    [TestCase("-1")]
    [TestCase(".5g")]
    [TestCase("1.g")]
    [TestCase("5i")]
    [TestCase("5ib")]
    [TestCase("5bb")]
    [TestCase("5\u212A")]
    [TestCase("1e3")]
    [TestCase("8192p")]
    [TestCase("9223372036854775808")]
    public void What_is_no_size_is_refused(string text) =>
        Assert.That(() => ByteSize.Parse(text), Throws.TypeOf<FormatException>().With.Message.StartsWith($"'{text}' is no size"));
}
