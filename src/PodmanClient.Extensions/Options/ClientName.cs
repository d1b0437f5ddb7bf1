namespace Podman.Extensions;

/// <summary>How messages name a client.</summary>
internal static class ClientName
{
    public static string Describe(string name) => name.Length == 0 ? "PodmanClient" : $"PodmanClient '{name}'";
}
