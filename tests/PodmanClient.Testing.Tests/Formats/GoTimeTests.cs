using Podman.Testing.Formats;

namespace Podman.Testing.Tests.Formats;

public class GoTimeTests
{
    private static readonly DateTimeOffset Time = new DateTimeOffset(2026, 11, 23, 20, 27, 41, TimeSpan.Zero).AddTicks(4_613_960);

    [Test]
    public void A_time_is_written_as_Go_prints_it_without_trailing_zeros()
    {
        Assert.That(GoTime.Text(Time), Is.EqualTo("2026-11-23 20:27:41.461396 +0000 UTC"));
        Assert.That(GoTime.Text(new DateTimeOffset(2026, 11, 23, 20, 27, 41, TimeSpan.Zero)), Is.EqualTo("2026-11-23 20:27:41 +0000 UTC"));
    }

    [Test]
    public void Inspect_data_has_the_JSON_form_and_the_zero_time_for_never()
    {
        Assert.That(GoTime.Json(Time), Is.EqualTo("2026-11-23T20:27:41.461396Z"));
        Assert.That(GoTime.Json(null), Is.EqualTo("0001-01-01T00:00:00Z"));
    }

    [Test]
    public void A_log_stamp_always_has_nine_digits_and_an_offset()
    {
        Assert.That(GoTime.LogStamp(Time.ToOffset(TimeSpan.FromHours(5))), Is.EqualTo("2026-11-23T20:27:41.461396000+00:00"));
    }

    [TestCase(0, "0s")]
    [TestCase(5, "500ns")]
    [TestCase(125, "12.5µs")]
    [TestCase(80_339, "8.0339ms")]
    [TestCase(15_421_008, "1.5421008s")]
    [TestCase(10_000_000, "1s")]
    [TestCase(600_000_000, "1m0s")]
    [TestCase(37_230_000_000, "1h2m3s")]
    [TestCase(-10_000_000, "-1s")]
    public void A_duration_is_written_as_Go_prints_it(long ticks, string expected)
    {
        Assert.That(GoTime.Duration(TimeSpan.FromTicks(ticks)), Is.EqualTo(expected));
    }

    [TestCase(2.41, "2.41s")]
    [TestCase(45 * 60 + 2.41, "45m 2.41s")]
    [TestCase(3600 + 60 + 52.76, "1h 1m 52.76s (Approximately 0.04 days)")]
    public void Uptime_tells_days_from_an_hour_on(double seconds, string expected)
    {
        Assert.That(GoTime.Uptime(TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));
    }
}
