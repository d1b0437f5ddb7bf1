namespace Varlink.Framing;

/// <summary>A message is larger than its reader allows. Its connection cannot go on: the message's end is unknown.</summary>
internal sealed class FrameTooLargeException(long limit) : Exception($"A message is larger than {limit} bytes.")
{
    public long Limit { get; } = limit;
}
