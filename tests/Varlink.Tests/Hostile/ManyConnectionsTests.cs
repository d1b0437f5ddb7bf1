using Varlink.TestKit;
using Varlink.Tests.Server;
using Varlink.Transports;

namespace Varlink.Tests.Hostile;

/// <summary>Thousands of connections at once, most of which do nothing.</summary>
[CancelAfter(60_000)]
public sealed class ManyConnectionsTests
{
    private const int Connections = 5000;
    private const int PerRound = 50;

    /// <summary>Both ends are in this process, and some files are open beside them.</summary>
    private const int OpenFiles = (2 * Connections) + 500;

    [Test]
    public async Task Five_thousand_connections_are_served_and_cost_little_each(CancellationToken token)
    {
        RequireOpenFiles();
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { MaxConnections = Connections + 1 });
        await harness.ListenAsync("unix", token);
        await AskAsync(harness, "warm-up", token);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var callers = new List<PeerConnection>(Connections);
        for (int i = 0; i < Connections; i++)
        {
            PeerConnection caller = await harness.ConnectAsync(token);
            callers.Add(caller);

            // One half of a call from every other one.
            await (i % 2 == 0
                ? caller.SendAsync(token, Harness.Call("Echo", $"{i}"))
                : caller.SendAsync("{\"method\":"u8.ToArray(), 0, token));
            if (i % PerRound == 0)
            {
                // It is answered, so all before it are accepted: the system holds only so many that are not.
                await caller.ExpectAsync(Harness.Reply($"{i}"), token);
            }
        }

        for (int i = 0; i < Connections; i += 2)
        {
            if (i % PerRound != 0)
            {
                await callers[i].ExpectAsync(Harness.Reply($"{i}"), token);
            }
        }

        // Counted are both ends, and what the test itself keeps of each.
        Assert.That((GC.GetTotalMemory(forceFullCollection: true) - before) / Connections, Is.LessThan(40 * 1024));
        await AskAsync(harness, "neighbour", token);
        Assert.That(harness.Service.Called, Has.Count.EqualTo((Connections / 2) + 2));
    }

    private static async Task AskAsync(Harness harness, string text, CancellationToken token)
    {
        await using VarlinkTransportConnection transport = await harness.ConnectTransportAsync(token);
        var caller = new PeerConnection(transport);
        await caller.SendAsync(token, Harness.Call("Echo", text));
        await caller.ExpectAsync(Harness.Reply(text), token);
    }

    private static void RequireOpenFiles()
    {
        string? line = File.Exists("/proc/self/limits") ? File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal)) : null;
        string? limit = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        bool enough = limit == "unlimited" || (int.TryParse(limit, out int files) && files >= OpenFiles);
        if (!enough && Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Ignore($"{Connections} connections with both ends in one process need {OpenFiles} open files; ulimit -n allows {limit ?? "fewer"}.");
        }

        Assert.That(enough, Is.True, $"ulimit -n {OpenFiles} is needed; it allows {limit}");
    }
}
