using Podman.Testing.Tests.Engine;

namespace Podman.Testing.Tests.Figures;

/// <summary>
/// What an operation costs does not grow with the containers there are. Counted in bytes that are allocated, which no busy machine changes: whoever
/// goes through all containers, or copies their list, is found out.
/// </summary>
[NonParallelizable]
public class ScaleTests : EngineTest
{
    private const int Few = 100;
    private const int Many = 10_000;
    private const int Sample = 50;

    [Test]
    [CancelAfter(120_000)]
    public async Task Create_get_start_and_remove_cost_the_same_among_ten_thousand()
    {
        await FillAsync(Few);
        Costs few = await MeasureAsync("few");
        await FillAsync(Many);
        Costs many = await MeasureAsync("many");

        Assert.That(many.Create, Is.LessThan(few.Create * 2));
        Assert.That(many.Get, Is.LessThan(few.Get * 2));
        Assert.That(many.Start, Is.LessThan(few.Start * 2));
        Assert.That(many.Remove, Is.LessThan(few.Remove * 2));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Lists_cost_no_more_for_each_container_among_ten_thousand()
    {
        await FillAsync(Few);
        await Client.ListContainersAsync();
        long few = await CountAsync(() => Client.ListContainersAsync());
        await FillAsync(Many);
        await Client.ListContainersAsync();
        long many = await CountAsync(() => Client.ListContainersAsync());

        Assert.That(many, Is.LessThan(few * (Many / Few) * 3));
    }

    private async Task FillAsync(int count)
    {
        for (int i = Engine.Services.Containers.Count; i < count; i++)
        {
            await Engine.AddContainerAsync(new CreateContainerOptions { Image = "busybox", Command = ["true"] });
        }
    }

    private async Task<Costs> MeasureAsync(string prefix)
    {
        // The first round warms up what grows by doubling.
        await MeasureOnceAsync(prefix + "-warm");
        return await MeasureOnceAsync(prefix);
    }

    private async Task<Costs> MeasureOnceAsync(string prefix)
    {
        string[] names = [.. Enumerable.Range(0, Sample).Select(number => $"{prefix}-{number}")];
        return new Costs(
            await CountEachAsync(names, name => CreateAsync(name, "true")),
            await CountEachAsync(names, name => Client.GetContainerAsync(name)),
            await CountEachAsync(names, name => Client.StartContainerAsync(name)),
            await CountEachAsync(names, name => Client.RemoveContainerAsync(name, force: true)));
    }

    /// <summary>The median: now and then a buffer is renewed, which has nothing to do with the operation.</summary>
    private static async Task<long> CountEachAsync(string[] names, Func<string, Task> act)
    {
        var costs = new List<long>();
        foreach (string name in names)
        {
            costs.Add(await CountAsync(() => act(name)));
        }

        costs.Sort();
        return costs[costs.Count / 2];
    }

    private static async Task<long> CountAsync(Func<Task> act)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await act();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private sealed record Costs(long Create, long Get, long Start, long Remove);
}
