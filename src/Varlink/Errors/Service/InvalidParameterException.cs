using System.Text.Json;
using Varlink.Errors.Service;

namespace Varlink;

/// <summary><c>org.varlink.service.InvalidParameter</c>: a parameter of the call is missing, unknown, of another type or out of range.</summary>
public sealed class InvalidParameterException : VarlinkErrorException
{
    /// <summary>The name of the error on the wire.</summary>
    public const string Error = "org.varlink.service.InvalidParameter";

    private const string Details = "is missing, unknown to the service, of another type or out of range";

    /// <summary>The error that a service answers with.</summary>
    /// <param name="parameter">The parameter that is not accepted: <c>name</c>.</param>
    public InvalidParameterException(string parameter)
        : base(Error, $"{Error}: the parameter {parameter} is not valid")
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Parameter = parameter;
    }

    internal InvalidParameterException(VarlinkErrorReply reply)
        : this(reply, ServiceErrors.ReadMember(reply, "parameter") ?? "")
    {
    }

    private InvalidParameterException(VarlinkErrorReply reply, string parameter)
        : base(reply, parameter.Length > 0 ? $"the parameter {parameter} {Details}" : $"a parameter, the service does not say which, {Details}") =>
        Parameter = parameter;

    /// <summary>The parameter that is not accepted, "" where the service does not say; Podman says <c>parameters</c> whichever it is.</summary>
    public string Parameter { get; }

    /// <inheritdoc/>
    public override void WriteParameters(Utf8JsonWriter writer) => ServiceErrors.WriteMember(writer, "parameter"u8, Parameter);
}
