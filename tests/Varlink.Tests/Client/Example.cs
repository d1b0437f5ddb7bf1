using System.Text.Json;

namespace Varlink.Tests.Client;

/// <summary>A small interface, described by hand: one method a lane. Its parameters and replies are one string.</summary>
internal static class Example
{
    private const string Interface = "org.example";

    /// <summary>Lane 1.</summary>
    public static readonly VarlinkMethod<string, string> Look = Method("Look", VarlinkMethodTraits.ReadOnly);

    /// <summary>Lane 2.</summary>
    public static readonly VarlinkMethod<string, string> Change = Method("Change", VarlinkMethodTraits.None);

    /// <summary>Lane 3.</summary>
    public static readonly VarlinkMethod<string, string> Wait =
        Method("Wait", VarlinkMethodTraits.ReadOnly | VarlinkMethodTraits.LongRunning);

    /// <summary>Streams, and changes nothing.</summary>
    public static readonly VarlinkMethod<string, string> Follow =
        Method("Follow", VarlinkMethodTraits.ReadOnly | VarlinkMethodTraits.SupportsMore);

    /// <summary>Streams, and does something.</summary>
    public static readonly VarlinkMethod<string, string> Build = Method("Build", VarlinkMethodTraits.RequiresMore);

    public static string Call(VarlinkMethod method, string text, bool more = false) =>
        $$"""{"method":"org.example.{{method.Name}}","parameters":{"text":"{{text}}"}{{(more ? ",\"more\":true" : "")}}}""";

    public static string Reply(string text, bool continues = false) =>
        $$"""{"parameters":{"text":"{{text}}"}{{(continues ? ",\"continues\":true" : "")}}}""";

    public static string Error(string text) => $$"""{"parameters":{"text":"{{text}}"},"error":"org.example.Failed"}""";

    private static VarlinkMethod<string, string> Method(string name, VarlinkMethodTraits traits) =>
        new(Interface, name, traits, Write, (ref reader, _) => Read(ref reader), Write, Read, Failed);

    private static FailedException? Failed(VarlinkErrorReply reply) =>
        reply.ErrorName == "org.example.Failed" ? new FailedException(reply, reply.Read(Read)) : null;

    private static void Write(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("text"u8, text ?? throw new ArgumentNullException(nameof(text)));
        writer.WriteEndObject();
    }

    private static string Read(ref Utf8JsonReader reader)
    {
        string text = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                text = VarlinkJson.ReadString(ref reader);
            }
            else
            {
                VarlinkJson.SkipMember(ref reader);
            }
        }

        return text;
    }

    internal sealed class FailedException(VarlinkErrorReply reply, string text) : VarlinkErrorException(reply, $"text \"{text}\"")
    {
        public string Text { get; } = text;
    }
}
