namespace Podman.Testing.State;

/// <summary>The engine's only source of chance. The same seed gives the same ids and names in the same order.</summary>
internal sealed class RandomSource(int? seed)
{
    private readonly Random _random = seed is { } value ? new Random(value) : new Random();
    private readonly Lock _gate = new();

    /// <summary>64 lower-case hexadecimal digits, the form of every id.</summary>
    public string NextId()
    {
        Span<byte> bytes = stackalloc byte[32];
        lock (_gate)
        {
            _random.NextBytes(bytes);
        }

        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>A number from 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Next(int limit)
    {
        lock (_gate)
        {
            return _random.Next(limit);
        }
    }
}
