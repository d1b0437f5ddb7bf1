using System.Net;
using System.Net.Sockets;

namespace Podman.Libpod.Rest;

/// <summary>A body that is made while it is sent.</summary>
/// <param name="write">Writes it.</param>
internal sealed class StreamedContent(Func<Stream, CancellationToken, Task> write) : HttpContent
{
    /// <summary>Why the body could not be made, as opposed to sent; null where it could.</summary>
    public Exception? SourceFailure { get; private set; }

    /// <summary>A tar archive, made while it is sent.</summary>
    public static StreamedContent Tar(Func<Stream, CancellationToken, Task> write) =>
        new(write) { Headers = { ContentType = new("application/x-tar") } };

    /// <summary>A file, sent as it is.</summary>
    public static StreamedContent File(string path) => Tar(async (output, cancellationToken) =>
    {
        FileStream input = System.IO.File.OpenRead(path);
        await using (input.ConfigureAwait(false))
        {
            await input.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
        }
    });

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await write(stream, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException { InnerException: not SocketException })
        {
            SourceFailure = e;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
