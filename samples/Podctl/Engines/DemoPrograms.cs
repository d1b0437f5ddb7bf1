using Podman.Testing;

namespace Podctl.Engines;

/// <summary>What the demo's containers run.</summary>
internal static class DemoPrograms
{
    private static readonly string[] Paths = ["/", "/cart", "/search?q=kettle", "/items/17", "/checkout"];

    public static async Task<int> WebAsync(ContainerProcess process)
    {
        await process.StandardOutput.WriteLineAsync("listening on port 80");
        process.Usage.MemoryBytes = 1_450L << 20;
        for (int request = 1; ; request++)
        {
            string path = Paths[request % Paths.Length];
            await process.StandardOutput.WriteLineAsync($"GET {path} 200 {5 + (request * 7 % 40)} ms");
            process.Usage.AddProcessorTime(TimeSpan.FromMilliseconds(60 + (request * 37 % 140)));
            process.Usage.AddNetwork(received: 700, sent: 9_000 + (request * 7_919 % 60_000));
            if (request % 6 == 0)
            {
                await process.StandardError.WriteLineAsync($"slow upstream: {path} took {800 + (request * 13 % 400)} ms");
            }

            await process.DelayAsync(TimeSpan.FromMilliseconds(400), process.StopRequested);
        }
    }

    public static async Task<int> WorkerAsync(ContainerProcess process)
    {
        await process.StandardOutput.WriteLineAsync("waiting for orders");
        for (int order = 1001; ; order++)
        {
            await process.StandardOutput.WriteLineAsync($"order {order} packed");
            process.Usage.MemoryBytes = (5_200L + (order % 8 * 300)) << 20;
            process.Usage.AddProcessorTime(TimeSpan.FromMilliseconds(550 + (order * 131 % 400)));
            process.Usage.AddNetwork(received: 2_000 + (order * 331 % 6_000), sent: 1_500);
            await process.DelayAsync(TimeSpan.FromSeconds(1), process.StopRequested);
        }
    }

    public static async Task<int> CacheAsync(ContainerProcess process)
    {
        await process.StandardOutput.WriteLineAsync("ready to accept connections");
        await process.DelayAsync(Timeout.InfiniteTimeSpan, process.StopRequested);
        return 0;
    }

    public static async Task<int> BackupAsync(ContainerProcess process)
    {
        foreach (string table in new[] { "customers", "orders", "items" })
        {
            await process.StandardOutput.WriteLineAsync($"saved {table}");
        }

        return 0;
    }
}
