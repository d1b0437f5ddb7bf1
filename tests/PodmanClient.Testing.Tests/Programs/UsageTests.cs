using Microsoft.Extensions.Time.Testing;

namespace Podman.Testing.Tests.Programs;

/// <summary>What a program says that it uses.</summary>
public class UsageTests
{
    [Test]
    [CancelAfter(30_000)]
    public async Task Statistics_are_those_of_a_sleeper_and_what_the_program_tells(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var engine = new ReferenceEngine(new ReferenceEngineOptions { TimeProvider = time });
        engine.AddImage("shop:1");
        ContainerProcess? running = null;
        engine.OnRun("shop:1", async process =>
        {
            running = process;
            await process.DelayAsync(Timeout.InfiniteTimeSpan, process.StopRequested);
            return 0;
        });
        await engine.AddContainerAsync(new CreateContainerOptions { Name = "web", Image = "shop:1" }, ContainerState.Running);
        await using PodmanClient client = engine.CreateClient();
        ContainerStats before = await client.GetContainerStatsAsync("web", cancellationToken);

        running!.Usage.AddProcessorTime(TimeSpan.FromMilliseconds(30));
        running.Usage.AddProcessorTime(TimeSpan.FromMilliseconds(12));
        running.Usage.MemoryBytes = 1 << 20;
        running.Usage.AddNetwork(received: 7, sent: 9);
        running.Usage.AddBlockIO(read: 4096, written: 512);
        ContainerStats after = await client.GetContainerStatsAsync("web", cancellationToken);

        Assert.That(before.MemUsage, Is.EqualTo(409_600));
        Assert.That(after.CpuNano - before.CpuNano, Is.EqualTo(42_000_000));
        Assert.That((after.MemUsage, after.MemPerc), Is.EqualTo((1L << 20, (1 << 20) * 100.0 / after.MemLimit)));
        Assert.That((after.NetInput - before.NetInput, after.NetOutput - before.NetOutput), Is.EqualTo((7, 9)));
        Assert.That((after.BlockInput, after.BlockOutput), Is.EqualTo((4096, 512)));
    }

    [Test]
    public async Task Nothing_can_be_given_back()
    {
        await using var engine = new ReferenceEngine();
        engine.AddImage("shop:1");
        var caught = new TaskCompletionSource<ContainerUsage>();
        engine.OnRun("shop:1", process =>
        {
            caught.SetResult(process.Usage);
            return Task.FromResult(0);
        });
        await engine.AddContainerAsync(new CreateContainerOptions { Name = "web", Image = "shop:1" }, ContainerState.Running);
        ContainerUsage usage = await caught.Task;

        Assert.That(() => usage.MemoryBytes = -1, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => usage.AddProcessorTime(TimeSpan.FromTicks(-1)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => usage.AddNetwork(-1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => usage.AddBlockIO(0, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
