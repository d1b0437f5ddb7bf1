using Podman.Libpod.Build;

namespace Podman.Tests.Libpod;

public class SizeMemberTests
{
    [TestCase("", 0)]
    [TestCase("0", 0)]
    [TestCase("-1", -1)]
    [TestCase("512", 512)]
    [TestCase("512b", 512)]
    [TestCase("64m", 64 << 20)]
    [TestCase("64M", 64 << 20)]
    [TestCase("64mb", 64 << 20)]
    [TestCase("64MiB", 64 << 20)]
    [TestCase("1.5k", 1536)]
    [TestCase("2g", 2L << 30)]
    public void Sizes_have_units(string text, long bytes) => Assert.That(SizeMember.Parse(text, "memory"), Is.EqualTo(bytes));

    [TestCase("m")]
    [TestCase("64x")]
    [TestCase("much")]
    [TestCase("99999999999g")]
    public void What_is_no_size_is_told_with_its_member(string text) => Assert.That(
        () => SizeMember.Parse(text, "memory"),
        Throws.TypeOf<ErrorOccurredException>().With.Property("Reason").Contains("memory").And.Property("Reason").Contains(text));
}
