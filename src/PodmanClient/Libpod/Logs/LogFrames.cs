using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Podman.Libpod.Rest;

namespace Podman.Libpod.Logs;

/// <summary>Takes a log apart as the API frames it: the stream's number, three zeros, the length, and a line or a part of one.</summary>
internal static class LogFrames
{
    private const int HeaderLength = 8;

    // Podman cuts lines at 8 KiB; what announces more than this is no log.
    private const int MaxFrameLength = 16 * 1024 * 1024;

    /// <summary>The lines as io.podman gives them.</summary>
    /// <exception cref="RestUnavailableException">The log breaks off, or is none.</exception>
    public static async IAsyncEnumerable<string> ReadLinesAsync(
        RestResponse response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var formatter = new LogLineFormatter(marksWholeLines: !response.IsFromBefore4);
        Stream body = new BufferedStream(await response.OpenAsync(cancellationToken).ConfigureAwait(false));
        byte[] header = new byte[HeaderLength];
        byte[] buffer = ArrayPool<byte>.Shared.Rent(HeaderLength * 1024);
        try
        {
            while (await ReadAsync(header, HeaderLength).ConfigureAwait(false))
            {
                uint length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
                if (length > MaxFrameLength || header[1] != 0 || header[2] != 0 || header[3] != 0)
                {
                    throw response.NotAsPromised("a log that does not consist of frames", exception: null);
                }

                if (length > buffer.Length)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = ArrayPool<byte>.Shared.Rent((int)length);
                }

                if (!await ReadAsync(buffer, (int)length).ConfigureAwait(false) && length > 0)
                {
                    throw response.NotAsPromised("a log that ends within a line", exception: null);
                }

                yield return formatter.Format(header[0], buffer.AsSpan(0, (int)length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await body.DisposeAsync().ConfigureAwait(false);
        }

        // False at the end of the log.
        async ValueTask<bool> ReadAsync(byte[] target, int count)
        {
            int read = await body.ReadAtLeastAsync(target.AsMemory(0, count), count, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return read == count && count > 0
                || (read == 0 ? false : throw response.NotAsPromised("a log that ends within a line", exception: null));
        }
    }
}
