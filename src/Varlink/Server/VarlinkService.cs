using System.ComponentModel;

namespace Varlink;

/// <summary>
/// An interface as a server offers it. The generator derives a base class from it for every interface, with a virtual method per
/// method of the interface; user code derives from that.
/// </summary>
public abstract class VarlinkService
{
    /// <summary>The interface, <c>io.podman</c> for example.</summary>
    public abstract string InterfaceName { get; }

    /// <summary>The source text of the interface, verbatim, as <c>org.varlink.service.GetInterfaceDescription</c> gives it.</summary>
    public abstract string InterfaceDescription { get; }

    /// <summary>What to do with parameters that do not fit the interface exactly. Default: <see cref="VarlinkParameterPolicy.Strict"/>.</summary>
    protected internal virtual VarlinkParameterPolicy ParameterPolicy => VarlinkParameterPolicy.Strict;

    /// <summary>Answers one call. Generated; public only so that an assembly that sees this one's internals can override it like any other.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Fires when the caller is gone, or the server stops.</param>
    /// <returns>Completes when the last reply is written.</returns>
    /// <exception cref="VarlinkErrorException">The error to answer with.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract Task DispatchAsync(VarlinkServerCall call, CancellationToken cancellationToken);

    /// <summary>The error that a generated method answers with until it is overridden.</summary>
    /// <param name="context">The call.</param>
    /// <returns>The exception to throw: <c>org.varlink.service.MethodNotImplemented</c>, with the name of the method.</returns>
    protected static VarlinkErrorException NotImplemented(VarlinkCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new MethodNotImplementedException(context.Method[(context.Method.LastIndexOf('.') + 1)..]);
    }
}
