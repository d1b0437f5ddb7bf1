using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Varlink.TestKit;
using Varlink.Tests.Server;
using Varlink.Transports;

namespace Varlink.Tests.Hostile;

/// <summary>Callers that do not read what they are answered.</summary>
[CancelAfter(30_000)]
public sealed class UnreadReplyTests
{
    private const int CallSize = 1000;
    private const int Calls = 20_000;

    [Test]
    public async Task Who_never_reads_is_served_no_further_than_the_buffers_reach_and_is_given_up_in_time(CancellationToken token)
    {
        var clock = new ObservedClock();

        // A call that is slow to arrive has a limit that is equally long by default: without it, what is waited for is the reader.
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { TimeProvider = clock, ReceiveTimeout = Timeout.InfiniteTimeSpan });
        (VarlinkTransportConnection caller, VarlinkTransportConnection accepted) = MemoryTransport.CreatePair();
        Task serving = harness.Server.ServeAsync(accepted);
        var peer = new PeerConnection(caller);
        string call = Harness.Call("Echo", new string('x', CallSize));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Task sending = Task.Run(
            async () =>
            {
                for (int i = 0; i < Calls; i++)
                {
                    await peer.SendAsync(token, call);
                }
            },
            token);

        await clock.WaitedForAsync(VarlinkServerOptions.DefaultSendTimeout, token);
        Assert.That(sending.IsCompleted, Is.False);
        Assert.That(harness.Service.Called.Count * CallSize, Is.LessThan(4 * MemoryTransport.DefaultCapacity), "carried out no further");
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(16 * MemoryTransport.DefaultCapacity));
        clock.Advance(VarlinkServerOptions.DefaultSendTimeout);

        await serving.WaitAsync(token);
        Assert.That(async () => await sending, Throws.InstanceOf<IOException>());
        Assert.That(harness.Logs.Entries, Has.One.Matches<(LogLevel Level, int Id, string Text)>(
            entry => entry is { Level: LogLevel.Warning, Id: 2015 } && entry.Text.Contains("VarlinkServerOptions.SendTimeout", StringComparison.Ordinal)));
        PeerConnection neighbour = await harness.ConnectAsync(token);
        await neighbour.SendAsync(token, Harness.Call("Echo", "neighbour"));
        await neighbour.ExpectAsync(Harness.Reply("neighbour"), token);
    }

    [Test]
    public async Task A_stream_waits_for_its_reader_as_long_as_it_takes_and_no_further_than_the_buffers_reach(CancellationToken token)
    {
        var clock = new FakeTimeProvider();
        int produced = 0;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var harness = new Harness(
            new TestService().OnStream("Endless", (_, _, stop) => EndlessAsync(() => Interlocked.Increment(ref produced), ended, stop)),
            new VarlinkServerOptions { TimeProvider = clock });
        VarlinkTransportConnection transport = await harness.ConnectTransportAsync(token);
        var caller = new PeerConnection(transport);
        await caller.SendAsync(token, Harness.Call("Endless", more: ",\"more\":true"));

        for (int i = 0; i < 2000; i++)
        {
            Assert.That((Volatile.Read(ref produced) - i) * CallSize, Is.LessThan(4 * MemoryTransport.DefaultCapacity));
            await caller.ExpectAsync(Harness.Reply(new string('x', CallSize), continues: true), token);
            if (i == 1000)
            {
                clock.Advance(TimeSpan.FromDays(1));
            }
        }

        Assert.That(ended.Task.IsCompleted, Is.False);
        transport.Abort();
        await ended.Task.WaitAsync(token);
    }

    private static async IAsyncEnumerable<string> EndlessAsync(
        Action count, TaskCompletionSource ended, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                count();
                yield return new string('x', CallSize);
            }
        }
        finally
        {
            ended.SetResult();
        }
    }
}
