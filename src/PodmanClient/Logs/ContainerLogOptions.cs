namespace Podman;

/// <summary>How the lines of a log are given.</summary>
public sealed class ContainerLogOptions
{
    /// <summary>Default of <see cref="MaxLineLength"/>: 1 Mi characters.</summary>
    public const int DefaultMaxLineLength = 1024 * 1024;

    /// <summary>
    /// Whether parts of a line are put together: the line then comes when its last part has come, with the time of its first part. Parts
    /// of standard output and standard error are kept apart. Default: false, so that text without a line feed, a prompt for example, comes
    /// at once.
    /// </summary>
    public bool JoinPartialLines { get; set; }

    /// <summary>
    /// How long a line may become by joining, in characters: beyond it, what there is comes as a partial line, so that a program that never
    /// ends its line does not fill the memory. Must be positive. Default: 1 Mi characters.
    /// </summary>
    public int MaxLineLength { get; set; } = DefaultMaxLineLength;
}
