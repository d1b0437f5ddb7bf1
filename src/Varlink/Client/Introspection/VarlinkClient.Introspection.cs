using Varlink.Client.Introspection;

namespace Varlink;

/// <content>What every service tells of itself.</content>
public sealed partial class VarlinkClient
{
    /// <summary>Asks who made the service, what it is, and which interfaces it offers.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="VarlinkException">As with <see cref="CallAsync{TParameters, TReply}"/>.</exception>
    public Task<VarlinkServiceInfo> GetServiceInfoAsync(CancellationToken cancellationToken = default) =>
        CallAsync(IntrospectionMethods.GetInfo, default, cancellationToken);

    /// <summary>Asks for the text of one of the service's interfaces.</summary>
    /// <param name="interfaceName">The interface: <c>io.podman</c>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The interface definition, as its author wrote it.</returns>
    /// <exception cref="InterfaceNotFoundException">The service does not offer it. Some services say so by <see cref="InvalidParameterException"/>.</exception>
    /// <exception cref="VarlinkException">As with <see cref="CallAsync{TParameters, TReply}"/>.</exception>
    public Task<string> GetInterfaceDescriptionAsync(string interfaceName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(interfaceName);
        return CallAsync(IntrospectionMethods.GetInterfaceDescription, interfaceName, cancellationToken);
    }
}
