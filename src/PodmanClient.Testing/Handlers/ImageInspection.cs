using System.Text;
using System.Text.Json;
using Podman.Testing.Formats;
using Podman.Testing.Images;

namespace Podman.Testing.Handlers;

/// <summary>An image's inspect data, a JSON document in a string, member by member as Podman 0.8 writes it.</summary>
internal static class ImageInspection
{
    public static string ToJson(StoredImage image) => Encoding.UTF8.GetString(JsonText.Write(writer => Write(writer, image)));

    private static void Write(Utf8JsonWriter writer, StoredImage image)
    {
        ImageConfig config = image.Image.Config;
        writer.WriteStartObject();
        writer.WriteString("Id", image.Id);
        writer.WriteString("Digest", image.Image.Digest);
        JsonText.WriteStringsOrNull(writer, "RepoTags", image.Names);
        JsonText.WriteStringsOrNull(writer, "RepoDigests", [.. image.RepoDigests]);
        writer.WriteString("Parent", "");
        writer.WriteString("Comment", config.History.IsEmpty ? "" : config.History[0].Comment);
        writer.WriteString("Created", GoTime.Json(config.Created));
        writer.WriteStartObject("ContainerConfig");
        ImageConfigJson.WriteRunConfig(writer, config);
        writer.WriteEndObject();
        writer.WriteString("Version", "");
        writer.WriteString("Author", config.Author);
        writer.WriteString("Architecture", "amd64");
        writer.WriteString("Os", "linux");
        JsonText.WriteNumbers(writer, image.Image.Size, "Size", "VirtualSize");
        WriteGraphDriver(writer, "GraphDriver", [.. image.Image.Layers.Select(layer => Images.Digest.WithoutPrefix(layer.Digest))]);
        writer.WriteStartObject("RootFS");
        writer.WriteString("Type", "layers");
        JsonText.WriteStrings(writer, "Layers", image.Image.Layers.Select(layer => layer.Digest));
        writer.WriteEndObject();
        JsonText.WriteMapOrNull(writer, "Labels", config.Labels);
        writer.WriteStartObject("Annotations");
        writer.WriteEndObject();
        writer.WriteString("ManifestType", Image.ManifestType);
        writer.WriteString("User", config.User);
        writer.WriteEndObject();
    }

    /// <summary>Where storage keeps the layers, the lowest first.</summary>
    internal static void WriteGraphDriver(Utf8JsonWriter writer, string name, IReadOnlyList<string> layers)
    {
        writer.WriteStartObject(name);
        writer.WriteString("Name", "overlay");
        writer.WriteStartObject("Data");
        if (layers.Count > 1)
        {
            IEnumerable<string> lower = layers.SkipLast(1).Reverse().Select(layer => $"{HostFacts.GraphRoot}/overlay/{layer}/diff");
            writer.WriteString("LowerDir", string.Join(':', lower));
        }

        string top = $"{HostFacts.GraphRoot}/overlay/{(layers.Count > 0 ? layers[^1] : "")}";
        writer.WriteString("MergedDir", top + "/merged");
        writer.WriteString("UpperDir", top + "/diff");
        writer.WriteString("WorkDir", top + "/work");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
