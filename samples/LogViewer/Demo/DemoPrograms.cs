using Podman.Testing;

namespace LogViewer.Demo;

/// <summary>What the demo's containers run.</summary>
internal static class DemoPrograms
{
    private static readonly string[] Paths = ["/", "/items/17", "/search?q=kettle", "/cart", "/items/4", "/checkout"];

    public static async Task<int> WebAsync(ContainerProcess process)
    {
        await process.StandardOutput.WriteLineAsync("listening on port 80");
        for (int request = 1; ; request++)
        {
            string path = Paths[request * 7 % Paths.Length];
            int milliseconds = 4 + (request * 13 % 45);
            await process.StandardOutput.WriteLineAsync($"GET {path} 200 {milliseconds} ms");
            if (request % 9 == 0)
            {
                await process.StandardError.WriteLineAsync($"slow upstream: {path} took {800 + (request * 31 % 900)} ms");
            }

            if (request % 23 == 0)
            {
                await process.StandardOutput.WriteLineAsync("GET /search?q=<script>alert('hello')</script> 400 1 ms");
            }

            await process.DelayAsync(TimeSpan.FromMilliseconds(250 + (request * 37 % 400)), process.StopRequested);
        }
    }

    public static async Task<int> OrdersAsync(ContainerProcess process)
    {
        await process.StandardOutput.WriteLineAsync("waiting for orders");
        for (int order = 1001; ; order++)
        {
            await process.StandardOutput.WriteLineAsync($"order {order}: {1 + (order % 4)} items, packed");
            if (order % 6 == 0)
            {
                await process.StandardError.WriteLineAsync($"order {order}: the address is not complete, the customer is asked");
            }

            await process.DelayAsync(TimeSpan.FromSeconds(1.2), process.StopRequested);
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

    /// <summary>Ends after a while, so that the page has a state to change.</summary>
    public static async Task<int> ReportAsync(ContainerProcess process)
    {
        for (int page = 1; page <= 30; page++)
        {
            await process.StandardOutput.WriteLineAsync($"page {page} of 30");
            await process.DelayAsync(TimeSpan.FromSeconds(1), process.StopRequested);
        }

        await process.StandardOutput.WriteLineAsync("the report is sent");
        return 0;
    }
}
