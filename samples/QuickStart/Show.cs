using System.Globalization;
using Podman;

namespace QuickStart;

/// <summary>What the tour prints.</summary>
internal static class Show
{
    public static void Step(string title, string text) => Console.WriteLine($"{title,-12}{text}");

    public static void LogLine(ContainerLogLine line)
    {
        string time = line.Timestamp?.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "";
        string source = line.Stream == ContainerLogSource.StandardError ? "stderr" : "stdout";
        Step("", $"| {time} {source} | {line.Text}");
    }

    public static string ShortId(string id) => id.Length > 12 ? id[..12] : id;

    public static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.0} MiB");
}
