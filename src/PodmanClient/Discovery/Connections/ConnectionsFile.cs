using System.Text.Json;

namespace Podman.Discovery.Connections;

/// <summary>podman-connections.json, where <c>podman system connection</c> keeps its list.</summary>
internal static class ConnectionsFile
{
    /// <summary>Adds what the file says to a list of connections.</summary>
    /// <exception cref="FormatException">The file is not JSON.</exception>
    public static void Read(string path, string text, ConnectionList connections)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (!TryGet(document.RootElement, "Connection", out JsonElement connection))
            {
                return;
            }

            if (TryGet(connection, "Default", out JsonElement name) && name.ValueKind == JsonValueKind.String && name.GetString() is { Length: > 0 } given)
            {
                connections.SetDefault(given, path);
            }

            if (TryGet(connection, "Connections", out JsonElement list) && list.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty each in list.EnumerateObject())
                {
                    if (TryGet(each.Value, "URI", out JsonElement uri) && uri.ValueKind == JsonValueKind.String)
                    {
                        connections.Add(each.Name, uri.GetString()!, path);
                    }
                }
            }
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}, the list of Podman's connections, is not JSON: {e.Message}", e);
        }
    }

    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
    }
}
