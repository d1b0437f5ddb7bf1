using System.Text.Json;
using Varlink.Errors.Service;

namespace Varlink.Client.Introspection;

/// <summary>
/// The methods of <c>org.varlink.service</c>. They are written by hand, as nothing else is: the generator's output needs this library to
/// be built first.
/// </summary>
internal static class IntrospectionMethods
{
    private const string Interface = "org.varlink.service";

    public static readonly VarlinkMethod<VarlinkEmpty, VarlinkServiceInfo> GetInfo = new(
        Interface, "GetInfo", VarlinkMethodTraits.ReadOnly, null, null, null, ReadInfo, ServiceErrors.Create);

    public static readonly VarlinkMethod<string, string> GetInterfaceDescription = new(
        Interface, "GetInterfaceDescription", VarlinkMethodTraits.ReadOnly, WriteInterface, null, null, ReadDescription, ServiceErrors.Create);

    private static void WriteInterface(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject();
        writer.WriteString("interface"u8, name);
        writer.WriteEndObject();
    }

    private static VarlinkServiceInfo ReadInfo(ref Utf8JsonReader reader)
    {
        string vendor = "", product = "", version = "", url = "";
        IReadOnlyList<string> interfaces = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "vendor":
                    vendor = VarlinkJson.ReadStringOrEmpty(ref reader);
                    break;
                case "product":
                    product = VarlinkJson.ReadStringOrEmpty(ref reader);
                    break;
                case "version":
                    version = VarlinkJson.ReadStringOrEmpty(ref reader);
                    break;
                case "url":
                    url = VarlinkJson.ReadStringOrEmpty(ref reader);
                    break;
                case "interfaces":
                    interfaces = VarlinkJson.ReadStringList(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new VarlinkServiceInfo(vendor, product, version, url, interfaces);
    }

    private static string ReadDescription(ref Utf8JsonReader reader)
    {
        string description = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool known = VarlinkJson.TextEquals(ref reader, "description"u8);
            reader.Read();
            if (known)
            {
                description = VarlinkJson.ReadStringOrEmpty(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return description;
    }
}
