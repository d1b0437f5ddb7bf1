using System.Diagnostics;
using Podman;
using Podman.Testing;
using Varlink.Benchmarks.Peers;

namespace Varlink.Benchmarks.Ratios.Rows;

/// <summary>The smallest call there is, over a unix socket, to the reference engine in the same process.</summary>
internal sealed class PingRows(string folder, int scale) : IAsyncDisposable
{
    private const int Callers = 100;
    private readonly int _calls = Math.Max(200, 10_000 / scale);
    private readonly ReferenceEngine _engine = new();
    private readonly BareEcho _bare = new(Path.Combine(folder, "bare"));
    private PodmanClient? _client;

    public async Task StartAsync()
    {
        string address = $"unix:{folder}/engine";
        await _engine.ListenAsync(address);
        _client = await PodmanClient.ConnectAsync(address);
        await _bare.StartAsync();
    }

    public IEnumerable<RatioRow> Rows() =>
    [
        new("one Ping after the other", "the same bytes over a bare socket", 1.3, OneCallerAsync, BareAsync, "us"),
        new($"a Ping of {Callers} callers that share a client", "one of one caller", 1.0 / 8, ManyCallersAsync, OneCallerAsync, "us"),
    ];

    public async ValueTask DisposeAsync()
    {
        await _client!.DisposeAsync();
        await _engine.DisposeAsync();
        await _bare.DisposeAsync();
    }

    private async Task<double> OneCallerAsync()
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < _calls; i++)
        {
            await _client!.PingAsync();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / _calls;
    }

    private async Task<double> ManyCallersAsync()
    {
        int each = Math.Max(2, 8 * _calls / Callers);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (int i = 0; i < each; i++)
            {
                await _client!.PingAsync();
            }
        }));
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / (each * Callers);
    }

    private async Task<double> BareAsync()
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < _calls; i++)
        {
            await _bare.CallAsync();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / _calls;
    }
}
