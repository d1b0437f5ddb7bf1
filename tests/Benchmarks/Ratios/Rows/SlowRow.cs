using System.Diagnostics;
using Podman;
using Podman.Testing;

namespace Varlink.Benchmarks.Ratios.Rows;

/// <summary>Reads of a service that takes its time for each, as a Podman does that looks at the disk: all at once, and one by one.</summary>
internal sealed class SlowRow : IAsyncDisposable
{
    private const int Calls = 100;
    private static readonly TimeSpan TimePerCall = TimeSpan.FromMilliseconds(2);

    private readonly ReferenceEngine _engine = new();
    private PodmanClient? _client;

    public async Task StartAsync(string folder)
    {
        string address = $"unix:{folder}/slow";
        await _engine.ListenAsync(address);
        _client = await PodmanClient.ConnectAsync(address);
        _engine.Faults.On(PodmanMethods.Ping).Always().Delay(TimePerCall);
    }

    public RatioRow Row() => new(
        $"{Calls} reads at once, of a service that takes {TimePerCall.TotalMilliseconds} ms for each", "one after the other", 0.3, AtOnceAsync, OneByOneAsync, "ms");

    public async ValueTask DisposeAsync()
    {
        await _client!.DisposeAsync();
        await _engine.DisposeAsync();
    }

    private async Task<double> AtOnceAsync()
    {
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => _client!.PingAsync()));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private async Task<double> OneByOneAsync()
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Calls; i++)
        {
            await _client!.PingAsync();
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
