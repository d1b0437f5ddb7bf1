using System.Text.Json;

namespace PublicApi;

/// <summary>What the analyzer found undeclared in a library: the lines that its files want.</summary>
internal static class SymbolLog
{
    private const string Undeclared = "RS0016";

    /// <summary>Each line, and whether a generator wrote the symbol.</summary>
    public static IEnumerable<(string Line, bool IsGenerated)> Read(string file)
    {
        using JsonDocument log = JsonDocument.Parse(File.ReadAllText(file));
        return
        [
            .. from run in log.RootElement.GetProperty("runs").EnumerateArray()
               from result in run.GetProperty("results").EnumerateArray()
               where result.GetProperty("ruleId").GetString() == Undeclared && !result.TryGetProperty("suppressions", out _)
               let line = result.GetProperty("properties").GetProperty("customProperties").GetProperty("APIName").GetString()!
               let place = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!
               select (line, place.EndsWith(".g.cs", StringComparison.Ordinal)),
        ];
    }
}
