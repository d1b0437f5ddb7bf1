namespace Varlink;

/// <summary>How a service is reached.</summary>
public enum VarlinkAddressKind
{
    /// <summary><c>unix:/path</c> or <c>unix:@name</c>: a unix domain socket.</summary>
    Unix,

    /// <summary><c>tcp:host:port</c>: a port of a host.</summary>
    Tcp,

    /// <summary><c>exec:/program</c>: a program that is started for the connection, and finds it at its descriptor 3.</summary>
    Exec,

    /// <summary><c>bridge:command</c>: a command that is started for the connection, and speaks varlink on its standard input and output.</summary>
    Bridge,
}
