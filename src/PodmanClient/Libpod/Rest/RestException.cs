using Varlink;

namespace Podman.Libpod.Rest;

/// <summary>A request that did not bring what was asked for. Does not leave the engine: it becomes an error of io.podman.</summary>
internal abstract class RestException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The error for callers that know nothing better.</summary>
    public abstract VarlinkErrorException ToError();
}

/// <summary>Podman could not be asked, or what answered is not Podman, or its answer broke off.</summary>
internal sealed class RestUnavailableException(string message, VarlinkConnectionReason reason, Exception? innerException = null)
    : RestException(message, innerException)
{
    public VarlinkConnectionReason Reason => reason;

    public override VarlinkErrorException ToError() => new RuntimeErrorException(Message);
}

/// <summary>Podman reports a failure.</summary>
/// <param name="status">The HTTP status; 200 for a failure that a stream reported after it had begun.</param>
/// <param name="cause">What went wrong, without circumstances: "no such container".</param>
/// <param name="message">What went wrong, with circumstances.</param>
internal sealed class RestErrorException(int status, string cause, string message) : RestException(message)
{
    private const string NoContainer = "no such container";
    private const string NoImage = "image not known";
    private const string WrongState = "container state improper";
    private const string Ambiguous = "more than one result for container";

    public int Status => status;

    public string Cause => cause;

    public bool IsWrongState => Cause == WrongState || Message.Contains(WrongState, StringComparison.Ordinal);

    public bool IsNoContainer => Cause == NoContainer || Message.Contains(Ambiguous, StringComparison.Ordinal);

    // A name that is no name at all is reported with the status, and with a cause of its own.
    public bool IsNoImage => Cause == NoImage || (Status == 404 && !IsNoContainer);

    public override VarlinkErrorException ToError() => new ErrorOccurredException(Message);
}
