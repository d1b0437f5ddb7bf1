namespace Podman.Tests.Logs;

public class PartialLineJoinerTests
{
    private static readonly DateTimeOffset Start = new(2018, 8, 23, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_whole_line_passes_through_as_it_is()
    {
        var line = Line(0, "whole");
        Assert.That(Join([line]), Is.EqualTo([line]));
    }

    [Test]
    public void Parts_become_one_line_with_the_time_of_the_first() =>
        Assert.That(
            Join([Part(0, "a"), Part(1, "b"), Line(2, "c"), Line(3, "next")]),
            Is.EqualTo([Line(0, "abc"), Line(3, "next")]));

    [Test]
    public void An_empty_last_part_ends_the_line() =>
        Assert.That(Join([Part(0, "a"), Line(1, "")]), Is.EqualTo([Line(0, "a")]));

    [Test]
    public void The_streams_do_not_mix() =>
        Assert.That(
            Join([Part(0, "o1"), Part(1, "e1", ContainerLogSource.StandardError), Line(2, "o2"), Line(3, "e2", ContainerLogSource.StandardError)]),
            Is.EqualTo([Line(0, "o1o2"), Line(1, "e1e2", ContainerLogSource.StandardError)]));

    [Test]
    public void A_line_without_a_stream_passes_by()
    {
        var bare = new ContainerLogLine(null, ContainerLogSource.Unknown, "bare", false);
        Assert.That(Join([Part(0, "a"), bare, Line(1, "b")]), Is.EqualTo([bare, Line(0, "ab")]));
    }

    [Test]
    public void What_never_ended_comes_at_the_end_as_partial_in_order_of_time() =>
        Assert.That(
            Join([Part(0, "e", ContainerLogSource.StandardError), Part(1, "o"), Part(2, "e", ContainerLogSource.StandardError)]),
            Is.EqualTo([Part(0, "ee", ContainerLogSource.StandardError), Part(1, "o")]));

    [Test]
    public void A_line_beyond_the_limit_comes_in_pieces_and_nothing_of_it_is_lost() =>
        Assert.That(
            Join([Part(0, "aaa"), Part(1, "bbb"), Part(2, "ccc"), Line(3, "d"), Line(4, "e")], maxLineLength: 5),
            Is.EqualTo([Part(0, "aaabbb"), Line(2, "cccd"), Line(4, "e")]));

    [Test]
    public void An_ended_line_at_the_limit_is_no_partial_one() =>
        Assert.That(Join([Part(0, "aaa"), Line(1, "bbb")], maxLineLength: 6), Is.EqualTo([Line(0, "aaabbb")]));

    private static List<ContainerLogLine> Join(ContainerLogLine[] lines, int maxLineLength = ContainerLogOptions.DefaultMaxLineLength)
    {
        var joiner = new PartialLineJoiner(maxLineLength);
        List<ContainerLogLine> joined = [.. lines.Select(joiner.Add).OfType<ContainerLogLine>()];
        joined.AddRange(joiner.Flush());
        Assert.That(joiner.Flush(), Is.Empty);
        return joined;
    }

    private static ContainerLogLine Line(int second, string text, ContainerLogSource stream = ContainerLogSource.StandardOutput) =>
        new(Start.AddSeconds(second), stream, text, IsPartial: false);

    private static ContainerLogLine Part(int second, string text, ContainerLogSource stream = ContainerLogSource.StandardOutput) =>
        Line(second, text, stream) with { IsPartial = true };
}
