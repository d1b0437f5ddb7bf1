using System.Globalization;
using Podman.Discovery.Connections;
using Podman.Libpod.Rest;
using Varlink.Transports;

namespace Podman.Discovery;

/// <summary>An address where Podman may be.</summary>
/// <param name="Address">The address.</param>
/// <param name="Origin">Where it comes from, for messages; null where the caller gave it.</param>
/// <param name="IsExplicit">Whether somebody named it: then it is worth waiting for a daemon that is just starting.</param>
internal sealed record PodmanAddress(string Address, string? Origin, bool IsExplicit)
{
    /// <summary>The variable that names the address for every client of this user.</summary>
    public const string AddressVariable = "PODMAN_VARLINK_ADDRESS";

    /// <summary>The variable that names a command which carries the calls to another host, as Podman's own remote client reads it.</summary>
    public const string BridgeVariable = "PODMAN_VARLINK_BRIDGE";

    /// <summary>The variable that names one of the user's connections, as today's Podman reads it.</summary>
    public const string ConnectionVariable = "CONTAINER_CONNECTION";

    /// <summary>The variable that names the address of the REST service, as today's Podman reads it.</summary>
    public const string HostVariable = "CONTAINER_HOST";

    private const string RuntimeDirectoryVariable = "XDG_RUNTIME_DIR";
    private const string VarlinkSocket = "podman/io.podman";
    private const string RestSocket = "podman/podman.sock";

    private static readonly string[] RestSchemes = ["unix://", "npipe:", "tcp://", "ssh:"];
    private static readonly string[] VarlinkSchemes = ["unix:", "tcp:", "exec:", "bridge:"];

    /// <summary>Whether whoever named it can only have meant the REST service of today's Podman, however it is written.</summary>
    public bool IsForRest { get; init; }

    /// <summary>Whether it is the address of a REST service. Written as those are, where nothing else tells: those of varlink have no two slashes.</summary>
    public bool IsRest => IsForRest || RestSchemes.Any(scheme => Address.StartsWith(scheme, StringComparison.Ordinal));

    /// <summary>Whether it is written as one of varlink, be it right or not.</summary>
    private bool IsVarlink => VarlinkSchemes.Any(scheme => Address.StartsWith(scheme, StringComparison.Ordinal));

    /// <summary>The addresses to try, in order. One that is named explicitly is the only one.</summary>
    /// <exception cref="FormatException">A connection is named that there is not, or a file with connections cannot be understood.</exception>
    public static IReadOnlyList<PodmanAddress> Candidates(string? address, PodmanEnvironment environment)
    {
        if (!string.IsNullOrEmpty(address))
        {
            return [new PodmanAddress(address, Origin: null, IsExplicit: true)];
        }

        if (environment.GetVariable(BridgeVariable) is { Length: > 0 } command)
        {
            return [new PodmanAddress("bridge:" + command, BridgeVariable, IsExplicit: true)];
        }

        if (environment.GetVariable(AddressVariable) is { Length: > 0 } named)
        {
            return [new PodmanAddress(named, AddressVariable, IsExplicit: true)];
        }

        if (environment.GetVariable(ConnectionVariable) is { Length: > 0 } connection)
        {
            return [ConnectionList.Read(environment).Find(connection, ConnectionVariable)];
        }

        if (environment.GetVariable(HostVariable) is { Length: > 0 } host)
        {
            return [new PodmanAddress(host, HostVariable, IsExplicit: true) { IsForRest = true }];
        }

        // Varlink first: who has kept a daemon that speaks it wants it. Where the user has a default connection, it is the only one of its
        // kind: another Podman than the one that is meant would be worse than none.
        return [
            .. Sockets(environment, "unix:", VarlinkSocket),
            new PodmanAddress("unix:/run/io.podman", "the host's, in older documentation", IsExplicit: false),
            .. ConnectionList.Read(environment).FindDefault() is { } configured ? [configured] : Sockets(environment, "unix://", RestSocket),
        ];
    }

    /// <summary>Makes sure that an address which the caller names can be connected to, as far as its form tells.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    /// <exception cref="NotSupportedException">It is of a kind that cannot be connected to.</exception>
    public static void Check(string address, PodmanEnvironment environment)
    {
        var candidate = new PodmanAddress(address, Origin: null, IsExplicit: true);
        if (candidate.IsRest)
        {
            RestAddress.Parse(address);
        }
        else
        {
            candidate.CreateConnector(environment);
        }
    }

    /// <summary>Makes a connector of an address of varlink.</summary>
    /// <exception cref="FormatException">It is none; the message has the forms of REST as well, which may be meant.</exception>
    /// <exception cref="NotSupportedException">It is of a kind that cannot be connected to.</exception>
    public IVarlinkConnector CreateConnector(PodmanEnvironment environment)
    {
        try
        {
            return environment.CreateConnector(Address);
        }
        catch (FormatException e) when (Address.StartsWith('/'))
        {
            throw new FormatException(
                $"'{Address}' is a path. Write unix://{Address} for the REST service of today's Podman at this path, unix:{Address} for a Podman " +
                "that speaks varlink.",
                e);
        }
        catch (FormatException e) when (!IsVarlink)
        {
            throw new FormatException($"{e.Message} Those of Podman's REST service look like unix:///path or tcp://host:port.", e);
        }
    }

    /// <summary>Where a service of this host listens: the user's own first.</summary>
    private static List<PodmanAddress> Sockets(PodmanEnvironment environment, string scheme, string socket)
    {
        var sockets = new List<PodmanAddress>();
        if (environment.GetVariable(RuntimeDirectoryVariable) is { Length: > 0 } directory && Path.IsPathRooted(directory))
        {
            // A relative path there is to be ignored: so says the specification of the variable.
            Add(Path.Join(directory, socket), RuntimeDirectoryVariable);
        }

        if (environment.GetUserId() is { } userId)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"/run/user/{userId}/{socket}"), "the user's own");
        }

        Add("/run/" + socket, "the host's");
        return sockets;

        void Add(string path, string origin)
        {
            string candidate = scheme + path;
            if (!sockets.Exists(known => known.Address == candidate))
            {
                sockets.Add(new PodmanAddress(candidate, origin, IsExplicit: false));
            }
        }
    }
}
