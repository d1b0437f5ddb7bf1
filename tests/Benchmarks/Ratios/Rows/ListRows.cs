using System.Buffers;
using System.Text.Json;
using Podman;
using Varlink.Benchmarks.Payloads;
using Varlink.Messages;

namespace Varlink.Benchmarks.Ratios.Rows;

/// <summary>Decoding a large reply.</summary>
internal sealed class ListRows(int scale)
{
    private const int Containers = 2_000;
    private readonly int _times = Math.Max(1, 40 / scale);
    private readonly ReadOnlySequence<byte> _reply = new(ContainerList.Reply(Containers));

    public IEnumerable<RatioRow> Rows()
    {
        Verify();
        string name = $"decoding ListContainers with {Containers} containers";
        return
        [
            new(name, "System.Text.Json's generated deserializer", 0.65, OwnTimeAsync, () => Repeated.TimeAsync(_times, 1, Deserialize), "us"),
            new($"memory of {name}", "System.Text.Json's generated deserializer", 1.0,
                () => Repeated.AllocationsAsync(_times, Decode), () => Repeated.AllocationsAsync(_times, Deserialize), "kB"),
            new(name, "Utf8JsonReader reading through the tokens", 2.3, OwnTimeAsync, () => Repeated.TimeAsync(_times, 1, ReadTokens), "us"),
        ];
    }

    private Task<double> OwnTimeAsync() => Repeated.TimeAsync(_times, 1, Decode);

    private void Decode() => ReplyReader.Read(_reply, PodmanMethods.ListContainers.ReplyDecoder, out _);

    private void Deserialize() => JsonSerializer.Deserialize(_reply.FirstSpan, LikeRecords.Default.ListContainersReply);

    private void ReadTokens()
    {
        var reader = new Utf8JsonReader(_reply.FirstSpan);
        while (reader.Read())
        {
        }
    }

    private void Verify()
    {
        ReplyReader.Read(_reply, PodmanMethods.ListContainers.ReplyDecoder, out IReadOnlyList<ListContainerData> own);
        IReadOnlyList<LikeContainer> theirs = JsonSerializer.Deserialize(_reply.FirstSpan, LikeRecords.Default.ListContainersReply)!.Parameters.Containers;
        if (own.Count != Containers || theirs.Count != Containers || own[^1].Id != theirs[^1].Id
            || own[^1].Mounts[^1].Options[^1] != theirs[^1].Mounts![^1].Options![^1])
        {
            throw new InvalidOperationException("The two decoders do not read the same.");
        }
    }
}
