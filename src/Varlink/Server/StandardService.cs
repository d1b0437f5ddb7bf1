using System.Text.Json;

namespace Varlink.Server;

/// <summary><c>org.varlink.service</c>, which every server answers.</summary>
internal sealed class StandardService(VarlinkServerOptions options, ServiceDirectory directory) : VarlinkService
{
    public const string Name = "org.varlink.service";

    private static readonly VarlinkMethod<VarlinkEmpty, ServiceInfo> GetInfo = new(
        Name, "GetInfo", VarlinkMethodTraits.ReadOnly, null, null, WriteInfo, null, null);

    private static readonly VarlinkMethod<string, string> GetInterfaceDescription = new(
        Name, "GetInterfaceDescription", VarlinkMethodTraits.ReadOnly, null, ReadInterface, WriteDescription, null, null);

    public override string InterfaceName => Name;

    public override string InterfaceDescription => """
        # What every varlink service tells of itself.
        interface org.varlink.service

        # Tells who made the service, what it is, and which interfaces it offers.
        method GetInfo() -> (vendor: string, product: string, version: string, url: string, interfaces: []string)

        # Gives the description of one of the interfaces, as its author wrote it.
        method GetInterfaceDescription(interface: string) -> (description: string)

        # The service does not offer this interface.
        error InterfaceNotFound (interface: string)

        # The interface has no such method.
        error MethodNotFound (method: string)

        # The interface has the method, and this service does not implement it.
        error MethodNotImplemented (method: string)

        # A parameter is missing, unknown, of another type or out of range.
        error InvalidParameter (parameter: string)

        # The caller may not call this method.
        error PermissionDenied ()

        # The method answers with a stream only, and must be called with 'more'.
        error ExpectedMore ()

        # The method hands the connection over to another protocol, and must be called with 'upgrade'.
        error ExpectedUpgrade ()

        """;

    public override Task DispatchAsync(VarlinkServerCall call, CancellationToken cancellationToken)
    {
        switch (call.MethodName)
        {
            case "GetInfo":
                call.ReadParameters(GetInfo);
                var info = new ServiceInfo(options.Vendor, options.Product, options.Version, options.Url, directory.InterfaceNames);
                return call.ReplyAsync(GetInfo, info, cancellationToken);

            case "GetInterfaceDescription":
                string name = call.ReadParameters(GetInterfaceDescription);
                VarlinkService service = directory.Find(name) ?? throw new InterfaceNotFoundException(name);
                return call.ReplyAsync(GetInterfaceDescription, service.InterfaceDescription, cancellationToken);

            default:
                throw call.NotFound();
        }
    }

    private static void WriteInfo(Utf8JsonWriter writer, ServiceInfo info)
    {
        writer.WriteStartObject();
        writer.WriteString("vendor"u8, info.Vendor);
        writer.WriteString("product"u8, info.Product);
        writer.WriteString("version"u8, info.Version);
        writer.WriteString("url"u8, info.Url);
        writer.WriteStartArray("interfaces"u8);
        foreach (string name in info.Interfaces)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string ReadInterface(ref Utf8JsonReader reader, VarlinkParameterPolicy policy)
    {
        string? name = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (VarlinkJson.TextEquals(ref reader, "interface"u8))
            {
                reader.Read();
                name = reader.TokenType == JsonTokenType.Null ? null : VarlinkJson.ReadString(ref reader);
            }
            else
            {
                VarlinkJson.UnknownParameter(ref reader, policy);
            }
        }

        if (name is null)
        {
            VarlinkJson.MissingParameter(ref reader, policy, "interface");
        }

        return name ?? "";
    }

    private static void WriteDescription(Utf8JsonWriter writer, string description)
    {
        writer.WriteStartObject();
        writer.WriteString("description"u8, description);
        writer.WriteEndObject();
    }

    private sealed record ServiceInfo(string Vendor, string Product, string Version, string Url, IReadOnlyList<string> Interfaces);
}
