using Podctl.Terminals;

namespace Podctl.Tests;

internal sealed class DetachKeysTests
{
    [TestCase("abc", "abc", false)]
    [TestCase("ab\u0010\u0011c", "ab", true)]
    [TestCase("\u0011a\u0010b", "\u0011a\u0010b", false)]
    [TestCase("\u0010\u0010\u0010b", "\u0010\u0010\u0010b", false)]
    [TestCase("\u0010\u0010\u0011", "\u0010", true)]
    [TestCase("a\u0010", "a", false)]
    public void Only_both_keys_in_a_row_detach(string typed, string sent, bool isDetached)
    {
        (byte[] data, bool detached) = new DetachKeys().Filter(Encoding(typed));

        Assert.That((data, detached), Is.EqualTo((Encoding(sent), isDetached)));
    }

    [Test]
    public void The_keys_may_come_one_by_one()
    {
        var keys = new DetachKeys();

        Assert.That(keys.Filter([0x10]), Is.EqualTo((Array.Empty<byte>(), false)));
        Assert.That(keys.Filter([0x11]), Is.EqualTo((Array.Empty<byte>(), true)));
    }

    private static byte[] Encoding(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
