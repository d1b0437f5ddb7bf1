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

    /// <summary>Answers one call. Generated.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Fires when the caller is gone, or the server stops.</param>
    /// <returns>Completes when the last reply is written.</returns>
    /// <exception cref="VarlinkErrorException">The error to answer with.</exception>
    protected internal abstract Task DispatchAsync(VarlinkServerCall call, CancellationToken cancellationToken);
}
