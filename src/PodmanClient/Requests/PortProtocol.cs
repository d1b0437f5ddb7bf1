namespace Podman;

/// <summary>What is spoken on a port.</summary>
public enum PortProtocol
{
    /// <summary>TCP, the default.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>SCTP. Not every Podman of 2018 knows it.</summary>
    Sctp,
}
