using System.Text.Json;
using Varlink.Errors.Service;

namespace Varlink;

/// <summary><c>org.varlink.service.MethodNotImplemented</c>: the interface has the method, and this service does not implement it.</summary>
public sealed class MethodNotImplementedException : VarlinkErrorException
{
    /// <summary>The name of the error on the wire.</summary>
    public const string Error = "org.varlink.service.MethodNotImplemented";

    /// <summary>The error that a service answers with.</summary>
    /// <param name="methodName">The method that is not implemented. Most services send it without its interface: <c>Print</c>.</param>
    public MethodNotImplementedException(string methodName)
        : base(Error, $"{Error}: the method {methodName} is not implemented")
    {
        ArgumentNullException.ThrowIfNull(methodName);
        MethodName = methodName;
    }

    internal MethodNotImplementedException(VarlinkErrorReply reply)
        : this(reply, ServiceErrors.ReadMember(reply, "method") ?? reply.Method ?? "")
    {
    }

    private MethodNotImplementedException(VarlinkErrorReply reply, string methodName)
        : base(reply, $"the service does not implement the method {methodName}, although its interface has it") =>
        MethodName = methodName;

    /// <summary>The method that is not implemented, with or without its interface: services differ in what they send.</summary>
    public string MethodName { get; }

    /// <inheritdoc/>
    public override void WriteParameters(Utf8JsonWriter writer) => ServiceErrors.WriteMember(writer, "method"u8, MethodName);
}
