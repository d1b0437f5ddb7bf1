namespace Varlink.Transports;

/// <summary>What a path that is meant to be a socket turns out to be.</summary>
internal enum UnixSocketFileKind
{
    /// <summary>Nothing is there.</summary>
    Missing,

    /// <summary>A socket, alive or dead.</summary>
    Socket,

    /// <summary>A file or a folder.</summary>
    Other,

    /// <summary>Something that this user may not look at.</summary>
    Unknown,
}

/// <summary>Tells a socket from other files. .NET shows no file types, but a socket is the one thing that no program can open.</summary>
internal static class UnixSocketFile
{
    private const int NoSuchDeviceOrAddress = 6; // ENXIO, on Linux
    private const int NotSupportedLinux = 95; // EOPNOTSUPP
    private const int NotSupportedMac = 102; // EOPNOTSUPP

    public static UnixSocketFileKind Examine(string path)
    {
        if (Directory.Exists(path))
        {
            return UnixSocketFileKind.Other;
        }

        if (!File.Exists(path))
        {
            return UnixSocketFileKind.Missing;
        }

        try
        {
            // For reading and writing: opening a FIFO for one of them alone would wait for a program that does the other.
            using (File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
            {
                return UnixSocketFileKind.Other;
            }
        }
        catch (FileNotFoundException)
        {
            return UnixSocketFileKind.Missing;
        }
        catch (UnauthorizedAccessException)
        {
            return UnixSocketFileKind.Unknown;
        }
        catch (IOException e) when (e.HResult is NoSuchDeviceOrAddress or NotSupportedLinux or NotSupportedMac)
        {
            return UnixSocketFileKind.Socket;
        }
        catch (IOException)
        {
            return UnixSocketFileKind.Unknown;
        }
    }
}
