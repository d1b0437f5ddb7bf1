using System.Diagnostics;

namespace Varlink.Diagnostics;

/// <summary>The attributes that all calls to one service share.</summary>
internal sealed class ServiceTags
{
    // The endpoint of a client hardly ever changes, and neither does that of a server on a unix socket: the one used last is kept.
    private static ServiceTags? _lastOfClient;
    private static ServiceTags? _lastOfServer;

    private readonly string _endpoint;
    private readonly TagList _tags;

    private ServiceTags(string endpoint, bool isServer)
    {
        _endpoint = endpoint;
        _tags.Add(TelemetryNames.System, TelemetryNames.Varlink);
        if (!VarlinkAddress.TryParse(endpoint, out VarlinkAddress? address))
        {
            return;
        }

        // Programs and bridges have command lines, which are no addresses and may hold what is nobody's business.
        if (address.Kind == VarlinkAddressKind.Unix)
        {
            _tags.Add(TelemetryNames.ServerAddress, address.IsAbstract ? $"@{address.Path}" : address.Path);
            _tags.Add(TelemetryNames.Transport, "unix");
        }
        else if (address.Kind == VarlinkAddressKind.Tcp)
        {
            // To a server the endpoint of a TCP connection is its client, each with a port of its own: no attribute for a metric.
            if (!isServer)
            {
                _tags.Add(TelemetryNames.ServerAddress, address.Host);
                _tags.Add(TelemetryNames.ServerPort, address.Port);
            }

            _tags.Add(TelemetryNames.Transport, "tcp");
        }
    }

    /// <summary>A copy, to be added to.</summary>
    public TagList Tags => _tags;

    public static ServiceTags Of(string endpoint, bool isServer)
    {
        ref ServiceTags? last = ref isServer ? ref _lastOfServer : ref _lastOfClient;
        ServiceTags? tags = Volatile.Read(ref last);
        if (tags is null || tags._endpoint != endpoint)
        {
            tags = new ServiceTags(endpoint, isServer);
            Volatile.Write(ref last, tags);
        }

        return tags;
    }
}
