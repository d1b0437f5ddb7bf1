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

    private static readonly VarlinkMembers InfoMembers = new(
        VarlinkMember.Text("vendor"),
        VarlinkMember.Text("product"),
        VarlinkMember.Text("version"),
        VarlinkMember.Text("url"),
        VarlinkMember.List("interfaces"));

    private static readonly VarlinkMembers DescriptionMembers = new(VarlinkMember.Text("description"));

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
        int expected = 0;
        while (InfoMembers.MoveNext(ref reader, ref expected, out int member))
        {
            switch (member)
            {
                case 0:
                    vendor = VarlinkJson.ReadStringOrEmpty(ref reader);
                    break;
                case 1:
                    product = VarlinkJson.ReadStringOrEmpty(ref reader);
                    break;
                case 2:
                    version = VarlinkJson.ReadStringOrEmpty(ref reader);
                    break;
                case 3:
                    url = VarlinkJson.ReadStringOrEmpty(ref reader);
                    break;
                case 4:
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
        int expected = 0;
        while (DescriptionMembers.MoveNext(ref reader, ref expected, out int member))
        {
            if (member == 0)
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
