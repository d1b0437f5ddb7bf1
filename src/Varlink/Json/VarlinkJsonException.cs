namespace Varlink;

/// <summary>
/// A JSON value is not of the type that the interface says. Codecs throw it; callers never see it: a client makes a
/// <see cref="VarlinkProtocolException"/> of it, a service answers <c>InvalidParameter</c>.
/// </summary>
public sealed class VarlinkJsonException : FormatException
{
    /// <summary>Says what is wrong, and where.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="byteOffset">Where the offending token starts, in bytes from where the reader began.</param>
    /// <param name="member">The member that is meant, where the offset cannot tell: it is missing.</param>
    /// <param name="innerException">What the reader said, if it was the reader.</param>
    public VarlinkJsonException(string message, long byteOffset, string? member = null, Exception? innerException = null)
        : base(message, innerException)
    {
        ByteOffset = byteOffset;
        Member = member;
    }

    /// <summary>Where the offending token starts, in bytes from where the reader began. The path is worked out from it, and only then.</summary>
    public long ByteOffset { get; }

    /// <summary>The member that is meant, where the offset cannot tell: it is missing.</summary>
    public string? Member { get; }
}
