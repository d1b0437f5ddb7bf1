using System.Text;
using Varlink.Framing;

namespace Varlink.Tests.Framing;

public class OutgoingBufferTests
{
    [Test]
    public void What_is_written_stands_one_behind_the_other()
    {
        var buffer = new OutgoingBuffer();
        Append(buffer, "one");
        Append(buffer, new string('x', 5000));
        Append(buffer, "three");

        Assert.That(Encoding.UTF8.GetString(buffer.Written), Is.EqualTo("one" + new string('x', 5000) + "three"));
    }

    [Test]
    public void What_was_taken_back_is_gone()
    {
        var buffer = new OutgoingBuffer();
        Append(buffer, "kept");
        int start = buffer.Length;
        Append(buffer, "dropped");
        buffer.Truncate(start);
        Append(buffer, "!");

        Assert.That(Encoding.UTF8.GetString(buffer.Written), Is.EqualTo("kept!"));
    }

    [Test]
    public void More_than_was_given_out_cannot_be_claimed()
    {
        var buffer = new OutgoingBuffer();
        int capacity = buffer.GetSpan().Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(capacity + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
    }

    [Test]
    public void A_buffer_that_has_been_written_to_gives_out_the_rest_only()
    {
        var buffer = new OutgoingBuffer();
        Append(buffer, "some");
        int rest = buffer.GetSpan().Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(rest + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Truncate(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Truncate(-1));

        buffer.Advance(rest);
        Assert.That(buffer.GetMemory().Length, Is.Positive, "a full one grows");
        Assert.That(buffer.GetMemory(100_000).Length, Is.AtLeast(100_000));
    }

    [Test]
    public void A_buffer_that_is_full_is_made_twice_as_large()
    {
        var buffer = new OutgoingBuffer();
        int first = buffer.GetSpan().Length;
        buffer.Advance(first);

        Assert.That(buffer.GetSpan(1).Length, Is.EqualTo(first), "it is twice as large");
    }

    [Test]
    public void A_buffer_that_one_large_message_has_blown_up_is_let_go()
    {
        var buffer = new OutgoingBuffer();
        Append(buffer, new string('x', 1_000_000));
        buffer.Clear();
        Assert.That(buffer.GetSpan().Length, Is.LessThan(100_000));
    }

    private static void Append(OutgoingBuffer buffer, string text)
    {
        int length = Encoding.UTF8.GetBytes(text, buffer.GetSpan(text.Length));
        buffer.Advance(length);
    }
}
