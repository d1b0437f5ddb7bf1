namespace Varlink;

/// <summary><c>org.varlink.service.PermissionDenied</c>: the caller may not call the method.</summary>
public sealed class PermissionDeniedException : VarlinkErrorException
{
    /// <summary>The name of the error on the wire.</summary>
    public const string Error = "org.varlink.service.PermissionDenied";

    private const string Details = "the service does not allow this user to call the method";

    /// <summary>The error that a service answers with.</summary>
    public PermissionDeniedException()
        : base(Error, Error + ": " + Details)
    {
    }

    internal PermissionDeniedException(VarlinkErrorReply reply)
        : base(reply, Details)
    {
    }
}
