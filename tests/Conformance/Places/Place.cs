using System.Net;
using System.Net.Sockets;
using Varlink.Conformance.Certification;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Conformance.Places;

/// <summary>A server of the certification, reachable over one kind of transport.</summary>
internal sealed class Place : IAsyncDisposable
{
    public const string Memory = "memory";
    public const string Unix = "unix";
    public const string Abstract = "unix, abstract";
    public const string Tcp4 = "tcp, v4";
    public const string Tcp6 = "tcp, v6";

    /// <summary>Those that another process can reach.</summary>
    public static readonly string[] Sockets = [Unix, Abstract, Tcp4, Tcp6];

    public static readonly string[] All = [Memory, .. Sockets];

    private readonly TemporaryFolder _folder;
    private readonly VarlinkServer _server;
    private readonly IVarlinkConnector _connector;

    private Place(TemporaryFolder folder, VarlinkServer server, CertificationService service, IVarlinkConnector connector)
    {
        _folder = folder;
        _server = server;
        _connector = connector;
        Service = service;
    }

    /// <summary>What answers there.</summary>
    public CertificationService Service { get; }

    /// <summary>The address, as other programs understand it.</summary>
    public string Address => _connector.Endpoint;

    /// <summary>Begins to serve. Skips the test on a host that has no such transport.</summary>
    public static async Task<Place> OpenAsync(string kind, CancellationToken cancellationToken)
    {
        SkipUnlessHostHas(kind);
        var folder = new TemporaryFolder();
        var service = new CertificationService();
        var server = new VarlinkServer(service);
        try
        {
            IVarlinkConnector connector = kind == Memory
                ? server.CreateInProcessConnector()
                : VarlinkAddress.Parse(await server.ListenAsync(AddressToListenOn(kind, folder), cancellationToken)).CreateConnector();
            return new Place(folder, server, service, connector);
        }
        catch
        {
            await server.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    public VarlinkClient CreateClient(bool singleConnection = false) => new(_connector, ServerTrial.ClientOptions(singleConnection));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>An address that nobody listens on, unlike any other.</summary>
    public static string AddressToListenOn(string kind, TemporaryFolder folder) => kind switch
    {
        Unix => $"unix:{folder["certification"]}",
        Abstract => $"unix:@{Path.GetFileName(folder.Path)}",
        Tcp4 => "tcp:127.0.0.1:0",
        Tcp6 => "tcp:[::1]:0",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such transport."),
    };

    public static void SkipUnlessHostHas(string kind)
    {
        if (kind == Abstract && !OperatingSystem.IsLinux())
        {
            Assert.Ignore("Only Linux has abstract sockets.");
        }

        if (kind == Tcp6 && !HasLoopback6())
        {
            Assert.Ignore("This host has no IPv6.");
        }
    }

    private static bool HasLoopback6()
    {
        if (!Socket.OSSupportsIPv6)
        {
            return false;
        }

        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            return false;
        }
    }
}
