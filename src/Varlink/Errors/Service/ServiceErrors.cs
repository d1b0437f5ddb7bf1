using System.Text.Json;

namespace Varlink.Errors.Service;

/// <summary>The errors of <c>org.varlink.service</c>, which every service may answer with, whatever its interface declares.</summary>
internal static class ServiceErrors
{
    /// <summary>Makes the exception of an error reply; null when it is none of these errors.</summary>
    public static VarlinkErrorException? Create(VarlinkErrorReply reply) => reply.ErrorName switch
    {
        InterfaceNotFoundException.Error => new InterfaceNotFoundException(reply),
        MethodNotFoundException.Error => new MethodNotFoundException(reply),
        MethodNotImplementedException.Error => new MethodNotImplementedException(reply),
        InvalidParameterException.Error => new InvalidParameterException(reply),
        PermissionDeniedException.Error => new PermissionDeniedException(reply),
        ExpectedMoreException.Error => new ExpectedMoreException(reply),
        ExpectedUpgradeException.Error => new ExpectedUpgradeException(reply),
        _ => null,
    };

    /// <summary>
    /// Reads a member of an error; null when it is missing or no text. Services leave members out, or send them empty, and an error must
    /// not be lost because of that.
    /// </summary>
    public static string? ReadMember(VarlinkErrorReply reply, string name) =>
        JsonMembers.FindText(reply.Parameters, name) is { Length: > 0 } value ? value : null;

    /// <summary>Writes the parameters of an error that has one member.</summary>
    public static void WriteMember(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    /// <summary>The interface of a method's full name.</summary>
    public static string InterfaceOf(string? method) =>
        method?.LastIndexOf('.') is int dot and >= 0 ? method[..dot] : "";
}
