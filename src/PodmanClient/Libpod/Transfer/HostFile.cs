namespace Podman.Libpod.Transfer;

/// <summary>Files of this host that calls name.</summary>
internal static class HostFile
{
    /// <summary>Writes a file, over one that exists. What could not be written whole is not left behind, unless it was there before.</summary>
    /// <exception cref="ErrorOccurredException">It cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        bool existed = File.Exists(path);
        FileStream output;
        try
        {
            output = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16, useAsync: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Failed("creating", path, e);
        }

        bool isWhole = false;
        try
        {
            await using (output.ConfigureAwait(false))
            {
                await write(output).ConfigureAwait(false);
            }

            isWhole = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("writing", path, e);
        }
        finally
        {
            if (!isWhole && !existed)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Says that something cannot be done with a file, and why.</summary>
    public static ErrorOccurredException Failed(string doing, string path, Exception exception) =>
        new($"error {doing} file \"{path}\": {exception.Message}");

    /// <summary>Makes sure that a file is there to be read.</summary>
    /// <exception cref="ErrorOccurredException">It is not.</exception>
    public static void Require(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Failed("opening", path, e);
        }
    }
}
