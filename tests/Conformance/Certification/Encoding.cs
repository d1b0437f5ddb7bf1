using System.Buffers;
using System.Text.Json;

namespace Varlink.Conformance.Certification;

/// <summary>What goes over the wire, as JSON that can be compared and shown.</summary>
internal static class Encoding
{
    /// <summary>A call: the object that a client sends.</summary>
    public static JsonElement Call<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, bool more = false, bool oneway = false) => Encode(writer =>
    {
        writer.WriteString("method", method.FullName);
        if (method.ParametersEncoder is { } encode)
        {
            writer.WritePropertyName("parameters");
            encode(writer, parameters);
        }

        Flag(writer, "more", more);
        Flag(writer, "oneway", oneway);
    });

    /// <summary>A call of which only the method is known.</summary>
    public static JsonElement Call(string method) => Encode(writer => writer.WriteString("method", method));

    /// <summary>The parameters of a reply.</summary>
    public static JsonElement Reply<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method, TReply reply) =>
        Parse(writer => method.ReplyEncoder!(writer, reply));

    private static void Flag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, true);
        }
    }

    private static JsonElement Encode(Action<Utf8JsonWriter> writeMembers) => Parse(writer =>
    {
        writer.WriteStartObject();
        writeMembers(writer);
        writer.WriteEndObject();
    });

    private static JsonElement Parse(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
