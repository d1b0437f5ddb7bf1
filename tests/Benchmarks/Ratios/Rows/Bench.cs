namespace Varlink.Benchmarks.Ratios.Rows;

/// <summary>All rows, and the services that they talk to.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("varlink-bench-");
    private readonly PingRows _pings;
    private readonly SlowRow _slow = new();
    private readonly ListRows _lists;
    private readonly CreateRow _create;
    private readonly LogRows _logs;

    private Bench(int scale)
    {
        _pings = new PingRows(_folder.FullName, scale);
        _lists = new ListRows(scale);
        _create = new CreateRow(scale);
        _logs = new LogRows(_folder.FullName, scale);
    }

    /// <summary>Starts the services.</summary>
    /// <param name="scale">Each measurement is made this many times shorter.</param>
    public static async Task<Bench> StartAsync(int scale)
    {
        var bench = new Bench(scale);
        await bench._pings.StartAsync();
        await bench._slow.StartAsync(bench._folder.FullName);
        await bench._logs.StartAsync();
        return bench;
    }

    public IEnumerable<RatioRow> Rows() => [.. _pings.Rows(), _slow.Row(), .. _lists.Rows(), .. _create.Rows(), .. _logs.Rows()];

    public async ValueTask DisposeAsync()
    {
        await _pings.DisposeAsync();
        await _slow.DisposeAsync();
        await _logs.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
