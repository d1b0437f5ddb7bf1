using System.IO.Pipelines;
using Varlink.Transports;

namespace Podman.Testing.Tests.Secrets;

/// <summary>Connects to an engine, and passes on so much of what it answers as a test allows; then the connection ends.</summary>
internal sealed class CuttingConnector(IVarlinkConnector inner) : IVarlinkConnector
{
    /// <summary>How many bytes each further connection passes on; null for all.</summary>
    public int? Limit { get; set; }

    public string Endpoint => inner.Endpoint;

    public async ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        VarlinkTransportConnection engine = await inner.ConnectAsync(cancellationToken);
        if (Limit is not { } limit)
        {
            return engine;
        }

        (VarlinkTransportConnection client, VarlinkTransportConnection middle) = MemoryTransport.CreatePair(Endpoint);
        _ = PassAsync(middle.Input, engine, int.MaxValue, middle);
        _ = PassAsync(engine.Input, middle, limit, engine);
        return client;
    }

    private static async Task PassAsync(PipeReader from, VarlinkTransportConnection to, int limit, VarlinkTransportConnection source)
    {
        try
        {
            while (limit > 0 && await from.ReadAsync() is { IsCompleted: false } read)
            {
                var bytes = read.Buffer.Slice(0, Math.Min(limit, read.Buffer.Length));
                foreach (ReadOnlyMemory<byte> segment in bytes)
                {
                    await to.Output.WriteAsync(segment);
                }

                limit -= (int)bytes.Length;
                from.AdvanceTo(bytes.End);
            }
        }
        catch (IOException)
        {
            // The other direction was cut.
        }

        await to.DisposeAsync();
        await source.DisposeAsync();
    }
}
