using System.Text.Json;

namespace Varlink.Tests.Json.Objects;

/// <summary>A record as the generator makes them, with its codec.</summary>
internal sealed record Point
{
    public static readonly VarlinkMembers Members = new(VarlinkMember.Number("x"), VarlinkMember.Text("label"), VarlinkMember.List("tags"));

    public static readonly Point Default = new();

    public long X { get; init; }

    public string Label { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public static void Write(Utf8JsonWriter writer, Point value)
    {
        var members = new VarlinkObjectWriter(writer, Members);
        members.WriteNumber(0, value.X);
        members.WriteString(1, value.Label, "Point.Label");
        members.WriteStringList(2, value.Tags, "Point.Tags");
        members.End();
    }

    public static void WritePlainly(Utf8JsonWriter writer, Point value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("x", value.X);
        writer.WriteString("label", value.Label);
        writer.WriteStartArray("tags");
        foreach (string tag in value.Tags)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
