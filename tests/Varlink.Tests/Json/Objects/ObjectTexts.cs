using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Varlink.Tests.Json.Objects;

/// <summary>Writes an object of members both ways.</summary>
internal static class ObjectTexts
{
    /// <summary>The wire's own options, then those of writers that a user may bring: checking, indenting.</summary>
    public static IReadOnlyList<JsonWriterOptions> Options { get; } =
    [
        JsonSettings.Writer,
        JsonSettings.Writer with { SkipValidation = false },
        JsonSettings.Writer with { Indented = true },
        JsonSettings.Writer with { Indented = true, SkipValidation = false },
    ];

    public static string Own(IReadOnlyList<MemberCase> cases, JsonWriterOptions options)
    {
        var table = new VarlinkMembers([.. cases.Select(static (member, i) => member.List($"m_{i}"))]);
        return Write(options, writer =>
        {
            var members = new VarlinkObjectWriter(writer, table);
            for (int i = 0; i < cases.Count; i++)
            {
                cases[i].Write(ref members, i);
            }

            members.End();
        });
    }

    public static string Plain(IReadOnlyList<MemberCase> cases, JsonWriterOptions options) => Write(options, writer =>
    {
        writer.WriteStartObject();
        for (int i = 0; i < cases.Count; i++)
        {
            cases[i].WritePlainly(writer, $"m_{i}");
        }

        writer.WriteEndObject();
    });

    /// <summary>Writes an object between two others: what stands around it may not suffer.</summary>
    public static string Write(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("before", true);
            writer.WritePropertyName("object");
            write(writer);
            writer.WriteBoolean("behind", true);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
