namespace Varlink;

/// <summary><c>org.varlink.service.ExpectedUpgrade</c>: the method hands its connection over to another protocol, and was called without asking for that.</summary>
public sealed class ExpectedUpgradeException : VarlinkErrorException
{
    /// <summary>The name of the error on the wire.</summary>
    public const string Error = "org.varlink.service.ExpectedUpgrade";

    private const string Details = "the method hands the connection over to another protocol, and must be called with upgrade";

    /// <summary>The error that a service answers with.</summary>
    public ExpectedUpgradeException()
        : base(Error, Error + ": " + Details)
    {
    }

    internal ExpectedUpgradeException(VarlinkErrorReply reply)
        : base(reply, Details)
    {
    }
}
