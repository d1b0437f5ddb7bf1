using System.Text.Encodings.Web;
using System.Text.Json;
using Podman;
using Varlink.Benchmarks.Payloads;
using Varlink.Framing;
using Varlink.Messages;

namespace Varlink.Benchmarks.Ratios.Rows;

/// <summary>Encoding the largest call there is, as a user fills it in: a few members, and the defaults of all others.</summary>
internal sealed class CreateRow : IDisposable
{
    private readonly int _slices;
    private readonly CallWriter _callWriter = new(int.MaxValue);
    private readonly OutgoingBuffer _ownBuffer = new();
    private readonly OutgoingBuffer _theirBuffer = new();
    private readonly Utf8JsonWriter _theirWriter;

    // What the generated client makes of its arguments: the parameters of one call.
    private readonly PodmanMethods.CreateContainerParameters _own = new() { Create = OwnOptions() };
    private readonly LikeCall _theirs = new() { Parameters = new LikeParameters { Create = TheirOptions() } };

    public CreateRow(int scale)
    {
        // Long enough for the round that warms up to end in code that is compiled for good, on a busy machine too.
        _slices = Math.Max(3, 2000 / scale);
        _theirWriter = new Utf8JsonWriter(
            _theirBuffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public IEnumerable<RatioRow> Rows()
    {
        Verify();
        return
        [
            new("encoding CreateContainer", "System.Text.Json's source generator", 0.8,
                () => Repeated.TimeAsync(_slices, 200, Encode), () => Repeated.TimeAsync(_slices, 200, Serialize), "us"),
        ];
    }

    public void Dispose()
    {
        _callWriter.Dispose();
        _theirWriter.Dispose();
    }

    private static CreateContainerOptions OwnOptions() => new()
    {
        Image = "docker.io/library/postgres:17",
        Name = "database",
        Command = ["postgres", "-c", "shared_buffers=256MB"],
        Env = new Dictionary<string, string> { ["POSTGRES_DB"] = "shop", ["POSTGRES_USER"] = "shop" },
        Publish = ["5432:5432"],
        Volumes = ["/srv/database:/var/lib/postgresql/data"],
        Labels = new Dictionary<string, string> { ["tier"] = "storage" },
        Resources = new CreateResourceConfig { Memory = 1L << 30, Cpus = 1.5 },
    };

    private static LikeCreate TheirOptions() => new()
    {
        Image = "docker.io/library/postgres:17",
        Name = "database",
        Command = ["postgres", "-c", "shared_buffers=256MB"],
        Env = new Dictionary<string, string> { ["POSTGRES_DB"] = "shop", ["POSTGRES_USER"] = "shop" },
        Publish = ["5432:5432"],
        Volumes = ["/srv/database:/var/lib/postgresql/data"],
        Labels = new Dictionary<string, string> { ["tier"] = "storage" },
        Resources = new LikeResources { Memory = 1L << 30, Cpus = 1.5 },
    };

    private void Encode()
    {
        _ownBuffer.Clear();
        _callWriter.Write(_ownBuffer, PodmanMethods.CreateContainer, _own, CallFlags.None);
    }

    private void Serialize()
    {
        _theirBuffer.Clear();
        _theirWriter.Reset(_theirBuffer);
        JsonSerializer.Serialize(_theirWriter, _theirs, LikeRecords.Default.LikeCall);
        _theirWriter.Flush();
        _theirBuffer.GetSpan(1)[0] = 0;
        _theirBuffer.Advance(1);
    }

    private void Verify()
    {
        Encode();
        Serialize();
        if (!_ownBuffer.Written.SequenceEqual(_theirBuffer.Written))
        {
            throw new InvalidOperationException("The two encoders do not write the same.");
        }
    }
}
