using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Podman;
using Varlink.Benchmarks.Payloads;
using Varlink.Framing;
using Varlink.Messages;

namespace Varlink.Benchmarks.Digging;

/// <summary>Codecs alone, without a connection.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks : IDisposable
{
    private readonly OutgoingBuffer _buffer = new();
    private readonly CallWriter _writer = new(int.MaxValue);
    private readonly PodmanMethods.CreateContainerParameters _defaults = new() { Create = new() { Image = "alpine" } };
    private ReadOnlySequence<byte> _list;

    [Params(10, 2_000)]
    public int Containers { get; set; }

    [GlobalSetup]
    public void Prepare() => _list = new ReadOnlySequence<byte>(ContainerList.Reply(Containers));

    [Benchmark]
    public int DecodeList()
    {
        ReplyReader.Read(_list, PodmanMethods.ListContainers.ReplyDecoder, out IReadOnlyList<ListContainerData> containers);
        return containers.Count;
    }

    [Benchmark(Baseline = true)]
    public int DeserializeList() =>
        JsonSerializer.Deserialize(_list.FirstSpan, LikeRecords.Default.ListContainersReply)!.Parameters.Containers.Count;

    [Benchmark]
    public int EncodeCreate()
    {
        _buffer.Clear();
        _writer.Write(_buffer, PodmanMethods.CreateContainer, _defaults, CallFlags.None);
        return _buffer.Length;
    }

    public void Dispose()
    {
        _writer.Dispose();
        GC.SuppressFinalize(this);
    }
}
