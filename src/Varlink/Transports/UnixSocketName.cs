using System.Net.Sockets;
using System.Text;

namespace Varlink.Transports;

/// <summary>The name of a unix domain socket: a path, or a name in the abstract name space of Linux.</summary>
internal readonly record struct UnixSocketName(string Name, bool IsAbstract)
{
    /// <summary>What the system allows: <c>sun_path</c> without its closing NUL.</summary>
    public static readonly int MaxByteCount = OperatingSystem.IsMacOS() ? 103 : 107;

    public int ByteCount => Encoding.UTF8.GetByteCount(Name);

    public bool IsTooLong => ByteCount > MaxByteCount;

    public UnixDomainSocketEndPoint ToEndPoint() => new(IsAbstract ? '\0' + Name : Name);
}
