namespace Podman.Tests.Logs;

public class ContainerLogLineTests
{
    private static readonly DateTimeOffset Time = new DateTimeOffset(2018, 8, 23, 21, 11, 41, TimeSpan.Zero).AddTicks(7_514_287);

    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout F out1\n", ContainerLogSource.StandardOutput, "out1", false)]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stderr F err1\n", ContainerLogSource.StandardError, "err1", false)]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout P half a li\n", ContainerLogSource.StandardOutput, "half a li", true)]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout F \n", ContainerLogSource.StandardOutput, "", false)]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout F\n", ContainerLogSource.StandardOutput, "", false)]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout F  two  blanks \n", ContainerLogSource.StandardOutput, " two  blanks ", false)]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout F prompt> ", ContainerLogSource.StandardOutput, "prompt> ", false)]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout F out\r\n", ContainerLogSource.StandardOutput, "out\r", false)]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout F a\u0000b\u001b[31mred\ufffd\ufffd\n", ContainerLogSource.StandardOutput, "a\u0000b\u001b[31mred\ufffd\ufffd", false)]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout F ünïcödé ✓ 日本 😀\n", ContainerLogSource.StandardOutput, "ünïcödé ✓ 日本 😀", false)]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout P:more tagged\n", ContainerLogSource.StandardOutput, "tagged", true)]
    [TestCase("2018-08-23T21:11:41.751428792Z stdout F zulu\n", ContainerLogSource.StandardOutput, "zulu", false)]
    [TestCase("2018-08-23T21:11:41.7514287+00:00 stdout F seven digits\n", ContainerLogSource.StandardOutput, "seven digits", false)]
    public void A_line_is_taken_apart(string line, ContainerLogSource stream, string text, bool isPartial) =>
        Assert.That(ContainerLogLine.Parse(line), Is.EqualTo(new ContainerLogLine(Time, stream, text, isPartial)));

    [TestCase("2018-08-23T23:11:41.751428792+02:00 stdout F x\n", 2)]
    [TestCase("2018-08-23T16:11:41.751428792-05:00 stdout F x\n", -5)]
    public void The_offset_of_the_host_is_kept(string line, int hours)
    {
        DateTimeOffset? timestamp = ContainerLogLine.Parse(line).Timestamp;
        Assert.That(timestamp, Is.EqualTo(Time));
        Assert.That(timestamp!.Value.Offset, Is.EqualTo(TimeSpan.FromHours(hours)));
    }

    [TestCase("2018-08-23T21:11:41+00:00 stdout F x\n", 0)]
    [TestCase("2018-08-23T21:11:41.5Z stdout F x\n", 5_000_000)]
    [TestCase("2018-08-23T21:11:41.000000099Z stdout F x\n", 0)]
    [TestCase("2018-08-23T21:11:41.000000100Z stdout F x\n", 1)]
    [TestCase("2018-08-23T21:11:41.999999999Z stdout F x\n", 9_999_999)]
    public void Fractions_of_any_length_are_read_and_cut_to_what_a_tick_holds(string line, long ticks) =>
        Assert.That(
            ContainerLogLine.Parse(line).Timestamp,
            Is.EqualTo(new DateTimeOffset(2018, 8, 23, 21, 11, 41, TimeSpan.Zero).AddTicks(ticks)));

    [TestCase("line\n", "line")]
    [TestCase("", "")]
    [TestCase("\n", "")]
    [TestCase("two\nlines\n", "two\nlines")]
    [TestCase("2018-08-23T21:11:41.751428792+00:00\n", "2018-08-23T21:11:41.751428792+00:00")]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout\n", "2018-08-23T21:11:41.751428792+00:00 stdout")]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdin F x\n", "2018-08-23T21:11:41.751428792+00:00 stdin F x")]
    [TestCase("2018-08-23T21:11:41.751428792+00:00 stdout Q x\n", "2018-08-23T21:11:41.751428792+00:00 stdout Q x")]
    [TestCase("2018-08-23T21:11:41.+00:00 stdout F x\n", "2018-08-23T21:11:41.+00:00 stdout F x")]
    [TestCase("2018-08-23T21:11:41 stdout F x\n", "2018-08-23T21:11:41 stdout F x")]
    [TestCase("2018-02-30T21:11:41Z stdout F x\n", "2018-02-30T21:11:41Z stdout F x")]
    [TestCase("2018-08-23T24:11:41Z stdout F x\n", "2018-08-23T24:11:41Z stdout F x")]
    [TestCase("2018-08-23T21:11:41+15:00 stdout F x\n", "2018-08-23T21:11:41+15:00 stdout F x")]
    [TestCase("2018-08-23T21:11:41+00:60 stdout F x\n", "2018-08-23T21:11:41+00:60 stdout F x")]
    [TestCase("0000-00-00T00:00:00Z stdout F x\n", "0000-00-00T00:00:00Z stdout F x")]
    [TestCase("0001-01-01T00:00:00+01:00 stdout F x\n", "0001-01-01T00:00:00+01:00 stdout F x")]
    [TestCase("9999-12-31T23:59:59-01:00 stdout F x\n", "9999-12-31T23:59:59-01:00 stdout F x")]
    [TestCase("２018-08-23T21:11:41Z stdout F x\n", "２018-08-23T21:11:41Z stdout F x")]
    public void A_line_of_another_form_is_all_text(string line, string text) =>
        Assert.That(ContainerLogLine.Parse(line), Is.EqualTo(new ContainerLogLine(null, ContainerLogSource.Unknown, text, false)));

    [Test]
    public void The_first_and_the_last_moment_of_the_calendar_are_read()
    {
        Assert.That(ContainerLogLine.Parse("0001-01-01T00:00:00Z stdout F x").Timestamp, Is.EqualTo(DateTimeOffset.MinValue));
        Assert.That(ContainerLogLine.Parse("9999-12-31T23:59:59.9999999Z stdout F x").Timestamp, Is.EqualTo(DateTimeOffset.MaxValue));
    }

    [Test]
    public void No_beginning_of_a_line_breaks_the_parser()
    {
        const string Line = "2018-08-23T21:11:41.751428792+00:00 stdout F text\n";
        for (int length = 0; length <= Line.Length; length++)
        {
            ContainerLogLine line = ContainerLogLine.Parse(Line[..length]);
            Assert.That(Line[..length], Does.EndWith(line.Text + (length == Line.Length ? "\n" : "")));
        }
    }
}
