using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Podman.Tests.Libpod.Server;

/// <summary>What a <see cref="RestServer"/> answers a request with.</summary>
internal sealed class RestReply(Stream stream, string version, CancellationToken cancellationToken)
{
    /// <summary>Whether the connection is to be closed: what was sent so far is all there is.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Fires when the server is disposed of.</summary>
    public CancellationToken Stopped => cancellationToken;

    /// <summary>A whole answer.</summary>
    public Task SendAsync(int status, string body, string contentType = "application/json")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        string length = status is 204 or 304 ? "" : $"Content-Length: {bytes.Length}\r\n";
        return RawAsync([.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nLibpod-Api-Version: {version}\r\nContent-Type: {contentType}\r\n{length}\r\n"), .. status is 204 or 304 ? [] : bytes]);
    }

    /// <summary>Begins an answer that comes in pieces.</summary>
    public Task BeginAsync(int status = 200) =>
        RawAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status} X\r\nLibpod-Api-Version: {version}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"));

    public Task ChunkAsync(string text) => ChunkAsync(Encoding.UTF8.GetBytes(text));

    public Task ChunkAsync(byte[] bytes) =>
        RawAsync([.. Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), .. bytes, .. "\r\n"u8]);

    /// <summary>A line of a log, or a part of one, framed as the API does it.</summary>
    public Task FrameAsync(byte source, string text) => ChunkAsync(Frame(source, Encoding.UTF8.GetBytes(text)));

    public Task EndAsync() => RawAsync("0\r\n\r\n"u8.ToArray());

    /// <summary>Closes the connection, in the midst of whatever was sent.</summary>
    public void Cut() => IsCut = true;

    /// <summary>Completes when the client closes the connection.</summary>
    public async Task WaitForEndOfRequestsAsync()
    {
        byte[] buffer = new byte[256];
        while (await stream.ReadAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    public async Task RawAsync(byte[] bytes)
    {
        await stream.WriteAsync(bytes, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    public static byte[] Frame(byte source, byte[] text)
    {
        byte[] frame = [source, 0, 0, 0, 0, 0, 0, 0, .. text];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)text.Length);
        return frame;
    }
}
