using Varlink;

namespace Podman.Discovery;

/// <summary>Podman answers at an address, but not in the way that the address is written for. Does not leave discovery.</summary>
internal sealed class MistakenAddressException : Exception
{
    private MistakenAddressException(string endpoint, string what, string whatToDo)
    {
        Failure = new VarlinkConnectionException($"{endpoint} {what}", VarlinkConnectionReason.Unknown, endpoint: endpoint);
        WhatToDo = whatToDo;
    }

    public VarlinkConnectionException Failure { get; }

    public string WhatToDo { get; }

    /// <summary>The REST service of today's Podman answers where varlink was looked for.</summary>
    public static MistakenAddressException ForRest(string endpoint, string restAddress) => new(
        endpoint, "is not served over varlink, but by the REST service of today's Podman.", $"Its address is {restAddress}, with two slashes more.");

    /// <summary>A Podman that speaks varlink answers where the REST service was looked for.</summary>
    public static MistakenAddressException ForVarlink(string endpoint, string varlinkAddress) => new(
        endpoint, "is not Podman's REST service, but a Podman that speaks varlink.", $"Its address is {varlinkAddress}, with two slashes fewer.");
}
