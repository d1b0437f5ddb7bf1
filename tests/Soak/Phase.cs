using Podman.Testing;
using Varlink;

namespace Soak;

/// <summary>A service, a proxy that breaks connections, and callers, for a while; nothing is left of it in the end.</summary>
internal sealed class Phase(int seed, int callers, Tally tally)
{
    public FaultPlan Faults { get; } = new(seed);

    public int MostSockets { get; private set; }

    public async Task RunAsync(TimeSpan duration)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("soak-");
        try
        {
            string service = Path.Combine(folder.FullName, "service");
            string proxied = Path.Combine(folder.FullName, "proxied");
            await using var engine = new ReferenceEngine();
            var nonces = new NonceService();
            await using var server = new VarlinkServer(engine, nonces);
            await server.ListenAsync($"unix:{service}");
            await using var proxy = new FaultProxy(proxied, service, Faults);
            using var stopping = new CancellationTokenSource(duration);

            await using var client = NewClient(proxied);
            List<Task> running = [.. Enumerable.Range(0, callers).Select(number => Task.Run(() => new Caller(number, seed, client, nonces, tally).RunAsync(stopping.Token)))];
            running.AddRange(Enumerable.Range(callers, 4).Select(number => Task.Run(() => ComeAndGoAsync(number, proxied, nonces, stopping.Token))));
            using var sampling = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            while (!stopping.IsCancellationRequested && await sampling.WaitForNextTickAsync(CancellationToken.None))
            {
                MostSockets = Math.Max(MostSockets, Resources.CountSockets());
            }

            await Task.WhenAll(running);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static VarlinkClient NewClient(string path) => new(
        VarlinkAddress.Parse($"unix:{path}").CreateConnector(),
        new VarlinkClientOptions { CallTimeout = TimeSpan.FromSeconds(10), DrainTimeout = TimeSpan.FromMilliseconds(500), IdleTimeout = TimeSpan.FromSeconds(1) });

    /// <summary>Clients that are made and disposed of all the time, with calls under way.</summary>
    private async Task ComeAndGoAsync(int number, string path, NonceService service, CancellationToken stopping)
    {
        var random = new Random(unchecked((seed * 31) + number));
        for (int round = 0; !stopping.IsCancellationRequested; round++)
        {
            using var leaving = new CancellationTokenSource(random.Next(20, 300));
            VarlinkClient client = NewClient(path);
            Task[] calling = [.. Enumerable.Range(0, 3).Select(i => new Caller((number * 1_000_000) + (round * 10) + i, seed, client, service, tally).RunAsync(leaving.Token))];
            await Task.Delay(Timeout.Infinite, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await client.DisposeAsync();
            await Task.WhenAll(calling);
        }
    }
}
