using Varlink;
using Varlink.TestKit;

namespace Podman.Tests;

/// <summary>What a call costs in memory, counted.</summary>
[NonParallelizable]
[CancelAfter(60_000)]
public class AllocationTests
{
    private const int Calls = 10_000;
    private const int MaxBytes = 600;

    [Test]
    public async Task A_ping_allocates_little(CancellationToken token)
    {
        byte[] reply = "{\"parameters\":{\"ping\":{\"message\":\"OK\"}}}\0"u8.ToArray();
        await using var client = new PodmanClient(new VarlinkClient(new EchoingPeer(reply)));
        await PingAsync(client); // Warm: the connection is made, the code is compiled, what is pooled is there.
        await PingAsync(client);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        await PingAsync(client);
        double bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;

        await TestContext.Out.WriteLineAsync($"{bytes:0} bytes a Ping");
        Assert.That(bytes, Is.LessThanOrEqualTo(MaxBytes));
    }

    private static async Task PingAsync(PodmanClient client)
    {
        for (int i = 0; i < Calls; i++)
        {
            await client.PingAsync().ConfigureAwait(false);
        }
    }
}
