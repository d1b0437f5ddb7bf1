using System.Xml.Linq;

namespace PublicApi;

/// <summary>A library, and the files that its public API stands in.</summary>
internal sealed class Library(string folder)
{
    private const string Head = "#nullable enable";
    private const string Removed = "*REMOVED*";

    private readonly string _shipped = Path.Combine(folder, "PublicAPI.Shipped.txt");
    private readonly string _written = Path.Combine(folder, "PublicAPI.Unshipped.txt");
    private readonly string _generated = Path.Combine(folder, "PublicAPI.Unshipped.Generated.txt");
    private readonly Dictionary<string, string?> _before = [];

    /// <summary>The projects of src that become a library's package: the rule is that of src/Directory.Build.targets.</summary>
    public static IEnumerable<Library> FindAll(string root) =>
        from project in Directory.EnumerateFiles(Path.Combine(root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let content = XDocument.Load(project)
        where !content.Descendants("IsPackable").Any(element => element.Value == "false")
            && !content.Descendants("OutputType").Any(element => element.Value == "Exe")
        select new Library(Path.GetDirectoryName(project)!);

    /// <summary>Leaves in the files what is shipped, and what was shipped and is removed.</summary>
    public void Clear()
    {
        foreach (string file in (string[])[_shipped, _written, _generated])
        {
            _before[file] = File.Exists(file) ? File.ReadAllText(file) : null;
        }

        if (_before[_shipped] is null)
        {
            WriteFile(_shipped, []);
        }

        WriteFile(_written, RemovedLines(_written));
        WriteFile(_generated, RemovedLines(_generated));
    }

    /// <summary>Gives the files back what they held.</summary>
    public void Restore()
    {
        foreach ((string file, string? text) in _before)
        {
            if (text is null)
            {
                File.Delete(file);
            }
            else
            {
                File.WriteAllText(file, text);
            }
        }
    }

    /// <summary>Writes down what the build has found, and says how much that is.</summary>
    public string Write()
    {
        string log = Directory.EnumerateFiles(Path.Combine(folder, "obj", "Debug"), "PublicApi.sarif", SearchOption.AllDirectories).Single();
        ILookup<bool, string> lines = SymbolLog.Read(log).ToLookup(symbol => symbol.IsGenerated, symbol => symbol.Line);
        WriteFile(_written, RemovedLines(_written).Concat(lines[false]));

        // A partial type is reported at each of its parts.
        string[] generated = [.. RemovedLines(_generated), .. lines[true].Except(lines[false])];
        if (generated.Length > 0)
        {
            WriteFile(_generated, generated);
        }
        else
        {
            File.Delete(_generated);
        }

        return $"{Path.GetFileName(folder)}: {lines[false].Count()} symbols written by hand, {generated.Length} generated";
    }

    private IEnumerable<string> RemovedLines(string file) =>
        (_before[file] ?? "").Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith(Removed, StringComparison.Ordinal));

    private static void WriteFile(string file, IEnumerable<string> lines) =>
        File.WriteAllText(file, string.Concat(lines.Distinct().Order(StringComparer.Ordinal).Prepend(Head).Select(line => line + "\n")));
}
