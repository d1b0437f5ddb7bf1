using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Podman.Testing.Formats;

namespace Podman.Testing.Images;

/// <summary>An image's configuration as the JSON document whose SHA-256 is the image's id.</summary>
internal static class ImageConfigJson
{
    public static byte[] Write(ImageConfig config) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("created", GoTime.Json(config.Created));
        WriteUnlessEmpty(writer, "author", config.Author);
        writer.WriteString("architecture", "amd64");
        writer.WriteString("os", "linux");
        writer.WriteStartObject("config");
        WriteRunConfig(writer, config);
        writer.WriteEndObject();
        writer.WriteStartObject("rootfs");
        writer.WriteString("type", "layers");
        JsonText.WriteStrings(writer, "diff_ids", config.DiffIds);
        writer.WriteEndObject();
        writer.WriteStartArray("history");
        foreach (ImageHistoryEntry entry in config.History)
        {
            writer.WriteStartObject();
            writer.WriteString("created", GoTime.Json(entry.Created));
            WriteUnlessEmpty(writer, "created_by", entry.CreatedBy);
            WriteUnlessEmpty(writer, "comment", entry.Comment);
            if (entry.IsEmptyLayer)
            {
                writer.WriteBoolean("empty_layer", true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>The members that inspecting shows as well: only those that are set.</summary>
    public static void WriteRunConfig(Utf8JsonWriter writer, ImageConfig config)
    {
        WriteUnlessEmpty(writer, "User", config.User);
        WriteSet(writer, "ExposedPorts", config.ExposedPorts);
        WriteUnlessEmpty(writer, "Env", config.Environment);
        WriteUnlessEmpty(writer, "Entrypoint", config.Entrypoint);
        WriteUnlessEmpty(writer, "Cmd", config.Command);
        WriteSet(writer, "Volumes", config.Volumes);
        WriteUnlessEmpty(writer, "WorkingDir", config.WorkingDirectory);
        if (!config.Labels.IsEmpty)
        {
            JsonText.WriteMap(writer, "Labels", config.Labels);
        }

        WriteUnlessEmpty(writer, "StopSignal", config.StopSignal);
    }

    /// <summary>Reads a configuration of OCI's or Docker's form.</summary>
    /// <exception cref="JsonException">It is not JSON, or not of that form.</exception>
    public static ImageConfig Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        JsonElement run = Member(root, "config");
        return new ImageConfig
        {
            Created = Time(root, "created"),
            Author = Text(root, "author"),
            User = Text(run, "User"),
            ExposedPorts = [.. Keys(run, "ExposedPorts")],
            Environment = [.. Texts(run, "Env")],
            Entrypoint = [.. Texts(run, "Entrypoint")],
            Command = [.. Texts(run, "Cmd")],
            Volumes = [.. Keys(run, "Volumes")],
            WorkingDirectory = Text(run, "WorkingDir"),
            Labels = Keys(run, "Labels").ToImmutableSortedDictionary(k => k, k => Text(Member(run, "Labels"), k), StringComparer.Ordinal),
            StopSignal = Text(run, "StopSignal"),
            DiffIds = [.. Texts(Member(root, "rootfs"), "diff_ids")],
            History = [.. Items(root, "history").Select(entry => new ImageHistoryEntry(
                Time(entry, "created"),
                Text(entry, "created_by"),
                Text(entry, "comment"),
                Member(entry, "empty_layer").ValueKind == JsonValueKind.True))],
        };
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member) ? member : default;

    private static string Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } member ? member.GetString()! : "";

    private static DateTimeOffset Time(JsonElement parent, string name) =>
        DateTimeOffset.TryParse(Text(parent, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : DateTimeOffset.UnixEpoch;

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];

    private static IEnumerable<string> Texts(JsonElement parent, string name) =>
        Items(parent, name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);

    private static IEnumerable<string> Keys(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Object } member ? member.EnumerateObject().Select(property => property.Name) : [];

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, string name, string value)
    {
        if (value.Length > 0)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, string name, ImmutableList<string> values)
    {
        if (!values.IsEmpty)
        {
            JsonText.WriteStrings(writer, name, values);
        }
    }

    private static void WriteSet(Utf8JsonWriter writer, string name, ImmutableSortedSet<string> values)
    {
        if (!values.IsEmpty)
        {
            writer.WriteStartObject(name);
            foreach (string value in values)
            {
                writer.WriteStartObject(value);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }
    }
}
