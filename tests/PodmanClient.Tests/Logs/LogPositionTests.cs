using System.Globalization;

namespace Podman.Tests.Logs;

public class LogPositionTests
{
    [Test]
    public void Nothing_read_means_from_the_beginning() => Assert.That(new LogPosition().FindIn(Log(0, 3)), Is.Zero);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(5)]
    [TestCase(1000)]
    public void A_log_that_has_grown_is_taken_up_where_it_was_left(int grown) =>
        Assert.That(After(Log(0, 100)).FindIn(Log(0, 100 + grown)), Is.EqualTo(100));

    [Test]
    public void Equal_lines_are_told_apart_by_their_number()
    {
        string[] same = [.. Enumerable.Repeat("2018-08-23T21:11:41.000000000+00:00 stdout F same\n", 50)];
        for (int read = 0; read <= same.Length; read++)
        {
            Assert.That(After(same[..read]).FindIn(same), Is.EqualTo(read));
        }
    }

    [Test]
    public void A_log_that_lost_its_beginning_is_taken_up_where_it_was_left([Range(0, 99, 9)] int lost) =>
        Assert.That(After(Log(0, 100)).FindIn(Log(lost, 150)), Is.EqualTo(100 - lost));

    [Test]
    public void A_log_that_lost_all_that_was_read_is_new_from_its_first_line() =>
        Assert.That(After(Log(0, 100)).FindIn(Log(120, 150)), Is.Zero);

    [Test]
    public void Lines_that_are_older_than_what_was_read_do_not_come_again() =>
        Assert.That(After(Log(100, 102)).FindIn([.. Log(90, 95), .. Log(110, 112)]), Is.EqualTo(5));

    [Test]
    public void A_log_that_has_become_empty_has_nothing_new() => Assert.That(After(Log(0, 10)).FindIn([]), Is.Zero);

    [Test]
    public void A_log_without_times_that_has_become_another_one_is_read_again() =>
        Assert.That(After(["a\n", "b\n"]).FindIn(["x\n", "y\n", "z\n"]), Is.Zero);

    [Test]
    public void The_rest_of_a_half_written_line_counts_as_the_line() =>
        Assert.That(After([.. Log(0, 3), "ine 3\n"]).FindIn(Log(0, 6)), Is.EqualTo(4));

    [Test]
    public void Only_the_last_lines_are_compared_and_any_number_may_be_read()
    {
        for (int read = 1; read < (LogPosition.KeptLines * 5); read++)
        {
            Assert.That(After(Log(0, read)).FindIn(Log(0, read + 2)), Is.EqualTo(read));
            Assert.That(After(Log(0, read)).FindIn(Log(read / 2, read + 2)), Is.EqualTo(read - (read / 2)));
        }
    }

    private static LogPosition After(IEnumerable<string> read)
    {
        var position = new LogPosition();
        foreach (string line in read)
        {
            position.Add(line);
        }

        return position;
    }

    /// <summary>The lines of a log from one second to before another.</summary>
    private static string[] Log(int from, int to) => [.. Enumerable.Range(from, to - from).Select(second =>
        DateTimeOffset.UnixEpoch.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
        + $".000000001+00:00 stdout F line {second}\n")];
}
