using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Podman;
using Varlink.Benchmarks.Peers;

namespace Varlink.Benchmarks.Ratios.Rows;

/// <summary>A flood of log lines.</summary>
internal sealed class LogRows(string folder, int scale) : IAsyncDisposable
{
    private static readonly byte[] Request =
        "{\"method\":\"io.podman.GetContainerLogs\",\"parameters\":{\"name\":\"web\"},\"more\":true}\0"u8.ToArray();

    private readonly int _lines = Math.Max(10_000, 1_000_000 / scale);
    private LogServer? _server;
    private PodmanClient? _client;

    public Task StartAsync()
    {
        string path = Path.Combine(folder, "logs");
        _server = new LogServer(path, _lines);
        _server.Start();
        _client = new PodmanClient(new VarlinkClient(VarlinkAddress.Parse($"unix:{path}").CreateConnector()));
        return Task.CompletedTask;
    }

    public IEnumerable<RatioRow> Rows() =>
    [
        new($"GetContainerLogsStreamAsync, {_lines} lines", "the same frames, Utf8JsonReader and GetString", 1.5, StreamAsync, BareAsync, "ms"),
        new($"FollowLogsAsync, {_lines} lines", "GetContainerLogsStreamAsync", 2.5, FollowAsync, StreamAsync, "ms"),
        new("live memory in the middle of FollowLogsAsync", "that after a tenth of it", 1.1, () => LiveMemoryAsync(0.5), () => LiveMemoryAsync(0.1), "kB"),
    ];

    public async ValueTask DisposeAsync()
    {
        await _client!.DisposeAsync();
        await _server!.DisposeAsync();
    }

    private async Task<double> StreamAsync()
    {
        long start = Stopwatch.GetTimestamp();
        int count = 0;
        await foreach (IReadOnlyList<string> lines in _client!.GetContainerLogsStreamAsync("web"))
        {
            count += lines.Count;
        }

        return Elapsed(start, count);
    }

    private async Task<double> FollowAsync()
    {
        long start = Stopwatch.GetTimestamp();
        int count = 0;
        await foreach (ContainerLogLine line in _client!.FollowLogsAsync("web"))
        {
            count++;
        }

        return Elapsed(start, count);
    }

    private async Task<double> LiveMemoryAsync(double share)
    {
        int count = 0;
        await foreach (ContainerLogLine line in _client!.FollowLogsAsync("web"))
        {
            if (++count >= _lines * share)
            {
                break;
            }
        }

        return GC.GetTotalMemory(forceFullCollection: true) / 1000.0;
    }

    private async Task<double> BareAsync()
    {
        long start = Stopwatch.GetTimestamp();
        using Socket socket = await _server!.ConnectAsync();
        await socket.SendAsync(Request);
        byte[] buffer = new byte[64 * 1024];
        int end = 0;
        int count = 0;
        bool continues = true;
        while (continues)
        {
            end += await socket.ReceiveAsync(buffer.AsMemory(end));
            int begin = 0;
            while (continues && buffer.AsSpan(begin, end - begin).IndexOf((byte)0) is >= 0 and int length)
            {
                count += ReadFrame(buffer.AsSpan(begin, length), out continues).Count;
                begin += length + 1;
            }

            buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            end -= begin;
        }

        return Elapsed(start, count);
    }

    private static List<string> ReadFrame(ReadOnlySpan<byte> frame, out bool continues)
    {
        var lines = new List<string>();
        continues = false;
        var reader = new Utf8JsonReader(frame);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    lines.Add(reader.GetString()!);
                    break;
                case JsonTokenType.True:
                    continues = true;
                    break;
            }
        }

        return lines;
    }

    private double Elapsed(long start, int count) => count == _lines
        ? Stopwatch.GetElapsedTime(start).TotalMilliseconds
        : throw new InvalidOperationException($"{count} lines came instead of {_lines}.");
}
