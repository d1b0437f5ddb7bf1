namespace Varlink;

/// <summary>What the time limits in options may be.</summary>
internal static class TimeLimits
{
    /// <summary>The check of a limit that zero makes no sense for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero, negative or too long.</exception>
    public static void Positive(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan && (value <= TimeSpan.Zero || value > VarlinkClientOptions.MaxTimeLimit))
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"The time must be positive and at most {VarlinkClientOptions.MaxTimeLimit}, or Timeout.InfiniteTimeSpan for no limit.");
        }
    }

    /// <summary>The check of a limit that may be zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or too long.</exception>
    public static void NotNegative(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan && (value < TimeSpan.Zero || value > VarlinkClientOptions.MaxTimeLimit))
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"The time must not be negative, and at most {VarlinkClientOptions.MaxTimeLimit}, or Timeout.InfiniteTimeSpan for no limit.");
        }
    }
}
