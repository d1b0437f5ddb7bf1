using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Packages.Tests;

/// <summary>
/// All packages, packed once out of what has been built, in a folder that is a source of packages. They have a version of their own, and
/// are unpacked into a folder of their own, so that no cache has seen them.
/// </summary>
[SetUpFixture]
public partial class Feed
{
    private static readonly string Configuration =
        typeof(Feed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The temporary folder of this run.</summary>
    public static string Root { get; private set; } = "";

    /// <summary>The version of the packages.</summary>
    public static string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    /// <summary>The folder of the packages.</summary>
    public static string Folder => Path.Combine(Root, "feed");

    /// <summary>The project file of each package, which lies in a folder of the package's name.</summary>
    internal static IEnumerable<SourceProject> Projects => SourceProject.All.Where(project => project.IsPackable);

    [OneTimeSetUp]
    public async Task PackAll()
    {
        Root = Directory.CreateTempSubdirectory("packages-").FullName;
        await Dotnet.RunAsync(
            "dotnet",
            Root,
            "msbuild",
            Path.Combine(Repository.Root, "tests", "Packages.Tests", "Pack.targets"),
            "-nologo",
            "-maxCpuCount",
            "-warnAsError",
            $"-property:PackTo={Root}",
            $"-property:Configuration={Configuration}",
            $"-property:PackageVersion={Version}");
        string sources = await Dotnet.RunAsync("dotnet", Root, "nuget", "list", "source", "--format", "Detailed");
        await File.WriteAllTextAsync(Path.Combine(Root, "nuget.config"), Config(NamesOfSources(sources)));
    }

    [OneTimeTearDown]
    public void DeleteAll() => Directory.Delete(Root, recursive: true);

    /// <summary>
    /// Adds the feed to the sources that this machine has anyhow, as a user would. The packages come from the feed and all others from
    /// the machine's sources, which are asked for nothing while what is needed lies where this tree's own restore has put it: a test run
    /// needs no network.
    /// </summary>
    private static string Config(IEnumerable<string> others)
    {
        string assets = Path.Combine(Repository.Root, "src", "Varlink", "obj", "project.assets.json");
        using JsonDocument restored = JsonDocument.Parse(File.ReadAllText(assets));
        var config = new XElement(
            "configuration",
            new XElement("packageSources", Add("feed", Folder)),
            new XElement(
                "packageSourceMapping",
                Mapping("feed", Projects.Select(project => project.Name)),
                others.Select(name => Mapping(name, ["*"]))),
            new XElement(
                "fallbackPackageFolders",
                restored.RootElement.GetProperty("packageFolders").EnumerateObject().Select((folder, index) => Add($"restored{index}", folder.Name))));
        return config.ToString();

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));

        static XElement Mapping(string source, IEnumerable<string> patterns) => new(
            "packageSource",
            new XAttribute("key", source),
            patterns.Select(pattern => new XElement("package", new XAttribute("pattern", pattern))));
    }

    private static IEnumerable<string> NamesOfSources(string list) => SourceName().Matches(list).Select(match => match.Groups[1].Value);

    // "  1.  name [Enabled]", and the address below it.
    [GeneratedRegex(@"^ *[0-9]+\. +(.+) \[Enabled\]\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SourceName();
}
