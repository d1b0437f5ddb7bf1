using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Podman;
using Podman.Testing;

namespace Varlink.Benchmarks.Digging;

/// <summary>A batch, and the same calls one after the other.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls StopAsync.")]
public class BatchBenchmarks
{
    private const int Calls = 1_000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("varlink-bench-");
    private ReferenceEngine _engine = null!;
    private VarlinkClient _client = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _engine = new ReferenceEngine();
        string address = await _engine.ListenAsync($"unix:{_folder.FullName}/engine");
        _client = await VarlinkClient.ConnectAsync(address);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _client.DisposeAsync();
        await _engine.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task BatchAsync()
    {
        VarlinkBatch batch = _client.CreateBatch();
        for (int i = 0; i < Calls; i++)
        {
            _ = batch.Add(PodmanMethods.Ping, default);
        }

        await batch.SendAsync();
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task OneByOneAsync()
    {
        for (int i = 0; i < Calls; i++)
        {
            await _client.CallAsync(PodmanMethods.Ping, default);
        }
    }
}
