namespace Varlink;

/// <summary><c>org.varlink.service.ExpectedMore</c>: the method answers with a stream only, and was called without asking for one.</summary>
public sealed class ExpectedMoreException : VarlinkErrorException
{
    /// <summary>The name of the error on the wire.</summary>
    public const string Error = "org.varlink.service.ExpectedMore";

    private const string Details = "the method answers with a stream only, and must be called with more";

    /// <summary>The error that a service answers with.</summary>
    public ExpectedMoreException()
        : base(Error, Error + ": " + Details)
    {
    }

    internal ExpectedMoreException(VarlinkErrorReply reply)
        : base(reply, Details)
    {
    }
}
