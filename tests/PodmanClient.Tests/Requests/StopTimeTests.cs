using Podman.Tests.Libpod;
using Podman.Tests.Libpod.Server;

namespace Podman.Tests.Requests;

/// <summary>Times to stop in are told in whole seconds, never less than what was given.</summary>
public class StopTimeTests : LibpodTest
{
    private static readonly TimeSpan[] Negative = [TimeSpan.FromTicks(-1), Timeout.InfiniteTimeSpan];

    [TestCase(0, "0")]
    [TestCase(1, "1")]
    [TestCase(999, "1")]
    [TestCase(1_000, "1")]
    [TestCase(1_001, "2")]
    [TestCase(90_000, "90")]
    public async Task A_part_of_a_second_is_a_whole_one(int milliseconds, string sent, CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "running").On($"POST containers/{Id}/stop", "", 204).On($"POST containers/{Id}/restart", "", 204);
        Assert.That(await Client.StopContainerAsync("web", TimeSpan.FromMilliseconds(milliseconds), cancellationToken), Is.EqualTo(Id));
        Assert.That(await Client.RestartContainerAsync("web", TimeSpan.FromMilliseconds(milliseconds), cancellationToken), Is.EqualTo(Id));
        Assert.That(
            Server.Requests.Where(request => request.Line.StartsWith("POST", StringComparison.Ordinal)).Select(request => request.Line),
            Is.EqualTo([$"POST containers/{Id}/stop?timeout={sent}", $"POST containers/{Id}/restart?t={sent}"]));
    }

    [Test]
    public void A_negative_time_is_refused([ValueSource(nameof(Negative))] TimeSpan timeout)
    {
        Assert.That(() => Client.StopContainerAsync("web", timeout), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("timeout"));
        Assert.That(() => Client.RestartContainerAsync("web", timeout), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(Server.Requests, Is.Empty);
    }
}
