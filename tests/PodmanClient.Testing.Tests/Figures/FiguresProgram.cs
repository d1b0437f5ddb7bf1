using System.Diagnostics;
using System.Globalization;

namespace Podman.Testing.Tests.Figures;

/// <summary>
/// <c>dotnet run --configuration Release --project tests/PodmanClient.Testing.Tests -- figures</c>: what the engine costs whoever tests with it.
/// </summary>
internal static class FiguresProgram
{
    private const int Containers = 10_000;
    private const int Runs = 200;
    private const int Sample = 200;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not ["figures"])
        {
            await Console.Error.WriteLineAsync("dotnet run --project tests/PodmanClient.Testing.Tests -- figures");
            return 2;
        }

        await PrintAsync("an engine, a container that runs, its log", await MeasureAsync(Runs, RunOneAsync));

        await using var engine = new ReferenceEngine(new ReferenceEngineOptions { Seed = 1 });
        await using PodmanClient client = engine.CreateClient();
        await PrintAsync("create, in an empty engine", await MeasureAsync(Sample, () => CreateAsync(client)));
        for (int i = Sample; i < Containers; i++)
        {
            await CreateAsync(client);
        }

        await PrintAsync($"create, among {Containers:N0}", await MeasureAsync(Sample, () => CreateAsync(client)));
        await PrintAsync($"list all {engine.Containers.Count:N0}", await MeasureAsync(10, () => client.ListContainersAsync()));
        string name = engine.Containers[0].Name;
        await PrintAsync($"get one among {Containers:N0}", await MeasureAsync(Sample, () => client.GetContainerAsync(name)));
        var ids = new Queue<string>(engine.Containers.Select(container => container.Id));
        await PrintAsync($"remove, among {Containers:N0}", await MeasureAsync(Sample, () => client.RemoveContainerAsync(ids.Dequeue(), false)));
        return 0;
    }

    private static async Task RunOneAsync()
    {
        await using var engine = new ReferenceEngine();
        await using PodmanClient client = engine.CreateClient();
        await client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Name = "a", Command = ["echo", "hello"] });
        await client.StartContainerAsync("a");
        if (await client.WaitContainerAsync("a") != 0 || (await client.GetLogsAsync("a")).Count != 1)
        {
            throw new InvalidOperationException("The container did not do what it was told.");
        }
    }

    private static Task CreateAsync(PodmanClient client) =>
        client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Command = ["true"] });

    private static async Task<TimeSpan> MeasureAsync(int times, Func<Task> act)
    {
        await act();
        var durations = new TimeSpan[times];
        for (int i = 0; i < times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await act();
            durations[i] = Stopwatch.GetElapsedTime(start);
        }

        Array.Sort(durations);
        return durations[times / 2];
    }

    private static Task PrintAsync(string what, TimeSpan median) => Console.Out.WriteLineAsync(
        string.Create(CultureInfo.InvariantCulture, $"{what,-45} {median.TotalMilliseconds,10:0.000} ms (median)"));
}
