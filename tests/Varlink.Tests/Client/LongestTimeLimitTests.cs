using System.Reflection;
using Varlink.TestKit;

namespace Varlink.Tests.Client;

/// <summary>Timers have a longest time. A limit beyond it is refused with the options, not by the first call that meets it.</summary>
[CancelAfter(30_000)]
public class LongestTimeLimitTests
{
    private static readonly PropertyInfo[] ClientLimits = LimitsOf(typeof(VarlinkClientOptions));
    private static readonly PropertyInfo[] ServerLimits = LimitsOf(typeof(VarlinkServerOptions));

    [Test]
    public async Task A_client_waits_no_longer([ValueSource(nameof(ClientLimits))] PropertyInfo limit)
    {
        await using var peer = new ScriptedPeer();
        var options = new VarlinkClientOptions();
        foreach (TimeSpan tooLong in (TimeSpan[])[TimeSpan.MaxValue, VarlinkClientOptions.MaxTimeLimit + TimeSpan.FromMilliseconds(1)])
        {
            limit.SetValue(options, tooLong);
            AssertNames(limit, () => _ = new VarlinkClient(peer, options));
        }
    }

    [Test]
    public async Task A_server_waits_no_longer([ValueSource(nameof(ServerLimits))] PropertyInfo limit)
    {
        var options = new VarlinkServerOptions();
        limit.SetValue(options, TimeSpan.MaxValue);
        AssertNames(limit, () => _ = new VarlinkServer(options));

        await using var server = new VarlinkServer();
        Assert.That(() => server.WaitUntilIdleAsync(TimeSpan.MaxValue), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task The_longest_limits_hold_for_calls_and_streams(CancellationToken token)
    {
        var options = new VarlinkClientOptions();
        foreach (PropertyInfo limit in ClientLimits)
        {
            limit.SetValue(options, VarlinkClientOptions.MaxTimeLimit);
        }

        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Look, "a")).Sends(Example.Reply("1")).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Change, "b")).Sends(Example.Reply("2")).ExpectsEnd();
        peer.OnConnect().Expects(Example.Call(Example.Follow, "c", more: true)).Sends(Example.Reply("3")).ExpectsEnd();
        await using var client = new VarlinkClient(peer, options);

        Assert.That(await client.CallAsync(Example.Look, "a", token), Is.EqualTo("1"));
        Assert.That(await client.CallAsync(Example.Change, "b", token), Is.EqualTo("2"));
        Assert.That(await client.StreamAsync(Example.Follow, "c", token).ToListAsync(token), Is.EqualTo(["3"]));
    }

    private static PropertyInfo[] LimitsOf(Type options) => [.. options.GetProperties().Where(property => property.PropertyType == typeof(TimeSpan))];

    private static void AssertNames(PropertyInfo limit, Action make)
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(make);
        Assert.That(e!.ParamName, Is.EqualTo(limit.Name));
        Assert.That(e.Message, Does.Contain("24.20:31:23.6470000").And.Contain("Timeout.InfiniteTimeSpan"));
    }
}
