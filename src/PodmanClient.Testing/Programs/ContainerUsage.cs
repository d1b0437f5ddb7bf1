namespace Podman.Testing;

/// <summary>
/// What the processes of a container have used since it was started, for <c>GetContainerStats</c>. A program tells it; nothing is measured.
/// Of a program that tells nothing, the statistics are those of one that sleeps.
/// </summary>
public sealed class ContainerUsage
{
    private long _processorTicks;
    private long _memoryBytes;
    private long _received;
    private long _sent;
    private long _read;
    private long _written;

    internal ContainerUsage()
    {
    }

    /// <summary>The memory in use now, in bytes. Default: 0, which leaves it to the engine: 400 KiB a process.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public long MemoryBytes
    {
        get => Interlocked.Read(ref _memoryBytes);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Interlocked.Exchange(ref _memoryBytes, value);
        }
    }

    /// <summary>The processor time that was told.</summary>
    internal TimeSpan ProcessorTime => TimeSpan.FromTicks(Interlocked.Read(ref _processorTicks));

    internal long Received => Interlocked.Read(ref _received);

    internal long Sent => Interlocked.Read(ref _sent);

    internal long Read => Interlocked.Read(ref _read);

    internal long Written => Interlocked.Read(ref _written);

    /// <summary>Adds processor time. Two processors that are busy for a second use two seconds.</summary>
    /// <param name="time">How much more was used.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void AddProcessorTime(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Interlocked.Add(ref _processorTicks, time.Ticks);
    }

    /// <summary>Adds traffic. It shows only in a container that has a network of its own.</summary>
    /// <param name="received">Bytes that were received.</param>
    /// <param name="sent">Bytes that were sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is negative.</exception>
    public void AddNetwork(long received, long sent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(received);
        ArgumentOutOfRangeException.ThrowIfNegative(sent);
        Interlocked.Add(ref _received, received);
        Interlocked.Add(ref _sent, sent);
    }

    /// <summary>Adds what went from and to block devices.</summary>
    /// <param name="read">Bytes that were read.</param>
    /// <param name="written">Bytes that were written.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is negative.</exception>
    public void AddBlockIO(long read, long written)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(read);
        ArgumentOutOfRangeException.ThrowIfNegative(written);
        Interlocked.Add(ref _read, read);
        Interlocked.Add(ref _written, written);
    }
}
