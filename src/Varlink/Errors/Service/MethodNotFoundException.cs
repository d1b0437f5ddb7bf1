using System.Text.Json;
using Varlink.Errors.Service;

namespace Varlink;

/// <summary><c>org.varlink.service.MethodNotFound</c>: the interface has no such method.</summary>
public sealed class MethodNotFoundException : VarlinkErrorException
{
    /// <summary>The name of the error on the wire.</summary>
    public const string Error = "org.varlink.service.MethodNotFound";

    /// <summary>The error that a service answers with.</summary>
    /// <param name="methodName">The method that does not exist. Most services send it without its interface: <c>Print</c>.</param>
    public MethodNotFoundException(string methodName)
        : base(Error, $"{Error}: there is no method {methodName}")
    {
        ArgumentNullException.ThrowIfNull(methodName);
        MethodName = methodName;
    }

    internal MethodNotFoundException(VarlinkErrorReply reply)
        : this(reply, ServiceErrors.ReadMember(reply, "method") ?? reply.Method ?? "")
    {
    }

    private MethodNotFoundException(VarlinkErrorReply reply, string methodName)
        : base(reply, $"the service has no method {methodName}; its version may be another than that of the interface which this client was made from") =>
        MethodName = methodName;

    /// <summary>The method that does not exist, with or without its interface: services differ in what they send.</summary>
    public string MethodName { get; }

    /// <inheritdoc/>
    public override void WriteParameters(Utf8JsonWriter writer) => ServiceErrors.WriteMember(writer, "method"u8, MethodName);
}
