using Varlink;

namespace OwnInterface.Tests;

/// <summary>A kettle that heats until somebody leaves it.</summary>
[CancelAfter(30_000)]
public class KettleBusyTests
{
    [Test]
    public async Task It_heats_for_one_caller_at_a_time_and_stops_when_that_one_leaves(CancellationToken cancellationToken)
    {
        await using var server = new VarlinkServer(new Kettle(timePerStep: TimeSpan.FromMilliseconds(1)));
        await using var kettle = new KettleClient(new VarlinkClient(server.CreateInProcessConnector()));
        await kettle.FillAsync(1, note: null, cancellationToken);

        // No water gets this hot: it heats for as long as somebody listens.
        await foreach (long _ in kettle.HeatStreamAsync(long.MaxValue, cancellationToken))
        {
            await Assert.ThrowsAsync<BusyException>(
                async () => await kettle.HeatStreamAsync(90, cancellationToken).CountAsync(cancellationToken));
            break;
        }

        while ((await kettle.GetStatusAsync(cancellationToken)).State != State.Off)
        {
            await Task.Yield();
        }
    }
}
