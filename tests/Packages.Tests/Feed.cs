using System.Reflection;
using System.Text.Json;

namespace Packages.Tests;

/// <summary>
/// All packages, packed once out of what has been built, in a folder that is a source of packages. They have a version of their own, and
/// are unpacked into a folder of their own, so that no cache has seen them.
/// </summary>
[SetUpFixture]
public class Feed
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
        await File.WriteAllTextAsync(Path.Combine(Root, "nuget.config"), Config());
    }

    [OneTimeTearDown]
    public void DeleteAll() => Directory.Delete(Root, recursive: true);

    /// <summary>
    /// The packages' only source is the feed. What they need from elsewhere lies where this tree's own restore has put it: no network is needed.
    /// </summary>
    private static string Config()
    {
        string assets = Path.Combine(Repository.Root, "src", "Varlink", "obj", "project.assets.json");
        using JsonDocument restored = JsonDocument.Parse(File.ReadAllText(assets));
        IEnumerable<string> folders = restored.RootElement.GetProperty("packageFolders").EnumerateObject()
            .Select((folder, index) => $"""    <add key="restored{index}" value="{folder.Name}" />""");
        return $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{Folder}" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
            {string.Join('\n', folders)}
              </fallbackPackageFolders>
            </configuration>
            """;
    }
}
