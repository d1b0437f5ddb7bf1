using Varlink.Idl;
using Varlink.Idl.Syntax;

namespace Varlink.Introspection;

/// <summary>What a service says of its interfaces, parsed.</summary>
public static class VarlinkIntrospection
{
    private const string Method = "org.varlink.service.GetInterfaceDescription";

    extension(VarlinkClient client)
    {
        /// <summary>
        /// Asks for one of the service's interfaces, and parses what it answers. What other implementations accept beyond the language is
        /// accepted here as well, where <see cref="IdlParser"/> gives no more than a warning for it. For the text itself, without any demand on
        /// it, call <see cref="VarlinkClient.GetInterfaceDescriptionAsync"/>.
        /// </summary>
        /// <param name="interfaceName">The interface: <c>io.podman</c>.</param>
        /// <param name="cancellationToken">Stops the waiting.</param>
        /// <returns>The tree of the interface, with its documentation.</returns>
        /// <exception cref="ArgumentException"><paramref name="interfaceName"/> is empty.</exception>
        /// <exception cref="VarlinkDescriptionException">What the service answered is no description of that interface; it says why, and has the text.</exception>
        /// <exception cref="InterfaceNotFoundException">The service does not offer it. Some services say so by <see cref="InvalidParameterException"/>.</exception>
        /// <exception cref="VarlinkException">As with <see cref="VarlinkClient.CallAsync{TParameters, TReply}"/>.</exception>
        public async Task<InterfaceSyntax> GetInterfaceAsync(string interfaceName, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(client);
            string description = await client.GetInterfaceDescriptionAsync(interfaceName, cancellationToken).ConfigureAwait(false);
            ParseResult result = IdlParser.Parse(description);
            return result.Interface is { } tree && tree.Name == interfaceName
                ? tree
                : throw new VarlinkDescriptionException(interfaceName, description, result, Method, client.Endpoint);
        }
    }
}
