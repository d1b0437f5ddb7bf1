using System.Text.Json;
using Varlink.Errors.Service;

namespace Varlink;

/// <summary><c>org.varlink.service.InterfaceNotFound</c>: the service does not offer the interface.</summary>
public sealed class InterfaceNotFoundException : VarlinkErrorException
{
    /// <summary>The name of the error on the wire.</summary>
    public const string Error = "org.varlink.service.InterfaceNotFound";

    /// <summary>The error that a service answers with.</summary>
    /// <param name="interfaceName">The interface that is not offered: <c>org.example.printer</c>.</param>
    public InterfaceNotFoundException(string interfaceName)
        : base(Error, $"{Error}: the service does not offer the interface {interfaceName}")
    {
        ArgumentNullException.ThrowIfNull(interfaceName);
        InterfaceName = interfaceName;
    }

    internal InterfaceNotFoundException(VarlinkErrorReply reply)
        : this(reply, ServiceErrors.ReadMember(reply, "interface") ?? ServiceErrors.InterfaceOf(reply.Method))
    {
    }

    private InterfaceNotFoundException(VarlinkErrorReply reply, string interfaceName)
        : base(reply, $"the service does not offer the interface {interfaceName}; is this the address of the right service?") =>
        InterfaceName = interfaceName;

    /// <summary>The interface that is not offered.</summary>
    public string InterfaceName { get; }

    /// <inheritdoc/>
    public override void WriteParameters(Utf8JsonWriter writer) => ServiceErrors.WriteMember(writer, "interface"u8, InterfaceName);
}
