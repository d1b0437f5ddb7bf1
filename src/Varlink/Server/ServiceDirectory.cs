using System.Collections.Frozen;

namespace Varlink.Server;

/// <summary>The interfaces of a server, the standard one included.</summary>
internal sealed class ServiceDirectory
{
    private readonly FrozenDictionary<string, VarlinkService> _services;

    /// <exception cref="ArgumentException">Two services offer the same interface.</exception>
    public ServiceDirectory(VarlinkServerOptions options, IReadOnlyList<VarlinkService> services)
    {
        var all = new Dictionary<string, VarlinkService>(StringComparer.Ordinal);
        foreach (VarlinkService service in services)
        {
            ArgumentNullException.ThrowIfNull(service, nameof(services));
            if (!all.TryAdd(service.InterfaceName, service))
            {
                throw new ArgumentException($"Two services offer the interface {service.InterfaceName}.", nameof(services));
            }
        }

        // A service of its own may take the place of the standard one.
        if (!all.ContainsKey(StandardService.Name))
        {
            all.Add(StandardService.Name, new StandardService(options, this));
        }

        _services = all.ToFrozenDictionary(StringComparer.Ordinal);
        InterfaceNames = [StandardService.Name, .. services.Select(static service => service.InterfaceName).Where(static name => name != StandardService.Name)];
    }

    /// <summary>The standard interface first, then the others in the order in which they were given.</summary>
    public IReadOnlyList<string> InterfaceNames { get; }

    public VarlinkService? Find(string interfaceName) => _services.GetValueOrDefault(interfaceName);

    /// <summary>Finds the service of a method; null when the name has not the form of a method's.</summary>
    /// <param name="method">The full name.</param>
    /// <param name="acceptsNoMethod">Whether a name without a method has a way too, and an interface without a method is left to its service.</param>
    public MethodRoute? Route(string method, bool acceptsNoMethod = false)
    {
        int dot = method.LastIndexOf('.');
        if (dot <= 0 || (dot == method.Length - 1 && !acceptsNoMethod))
        {
            return acceptsNoMethod ? MethodRoute.None : null;
        }

        string interfaceName = method[..dot];
        return new MethodRoute(method, interfaceName, method[(dot + 1)..], Find(interfaceName));
    }
}
