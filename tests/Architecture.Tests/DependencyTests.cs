namespace Architecture.Tests;

/// <summary>Dependencies run one way, and nothing comes in from outside but what is listed here.</summary>
public class DependencyTests
{
    private static readonly Dictionary<string, string[]> References = new()
    {
        ["Varlink.Idl"] = [],
        ["Varlink.CodeGeneration"] = ["Varlink.Idl"],
        ["Varlink.Generator"] = [],
        ["Varlink"] = [],
        ["Varlink.Introspection"] = ["Varlink", "Varlink.Idl"],
        ["Varlink.Tool"] = ["Varlink", "Varlink.Idl", "Varlink.CodeGeneration"],
        ["PodmanClient"] = ["Varlink"],
        ["PodmanClient.Testing"] = ["PodmanClient"],
        ["PodmanClient.Extensions"] = ["PodmanClient"],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Varlink.Idl"] = [],
        ["Varlink.CodeGeneration"] = [],
        ["Varlink.Generator"] = ["Microsoft.CodeAnalysis.CSharp"],
        ["Varlink"] = ["Microsoft.Extensions.Logging.Abstractions", "Polly.Core"],
        ["Varlink.Introspection"] = [],
        ["Varlink.Tool"] = ["System.CommandLine"],
        ["PodmanClient"] = ["Tomlyn"],
        ["PodmanClient.Testing"] = [],
        ["PodmanClient.Extensions"] =
            ["Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Options.ConfigurationExtensions", "Polly.Extensions"],
    };

    private static readonly Dictionary<string, string> Frameworks = new()
    {
        ["Varlink.Idl"] = "netstandard2.0",
        ["Varlink.CodeGeneration"] = "netstandard2.0",
        ["Varlink.Generator"] = "netstandard2.0",
        ["Varlink"] = "net10.0",
        ["Varlink.Introspection"] = "net10.0",
        ["Varlink.Tool"] = "net10.0",
        ["PodmanClient"] = "net10.0",
        ["PodmanClient.Testing"] = "net10.0",
        ["PodmanClient.Extensions"] = "net10.0",
    };

    [Test]
    public void Every_source_project_has_its_place_in_the_house() =>
        Assert.That(Repository.SourceProjects, Is.EquivalentTo(References.Keys));

    [TestCaseSource(nameof(Names))]
    public void A_project_refers_only_to_what_lies_below_it(string project)
    {
        ILookup<bool, string> references = Repository.Project(project).Descendants("ProjectReference").ToLookup(
            reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false",
            reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
        Assert.That(references[true], Is.EquivalentTo(References[project]));

        // Built before it and carried in its package, but unknown to it.
        Assert.That(references[false], Is.EquivalentTo(project == "Varlink" ? ["Varlink.Generator"] : Array.Empty<string>()));
    }

    [TestCaseSource(nameof(Names))]
    public void A_project_brings_its_users_no_other_package(string project) =>
        Assert.That(Items(project, "PackageReference"), Is.EquivalentTo(Packages[project]));

    [TestCaseSource(nameof(Names))]
    public void A_project_targets_what_its_users_can_load(string project) =>
        Assert.That(Repository.Project(project).Descendants("TargetFramework").Select(element => element.Value), Is.EqualTo([Frameworks[project]]));

    [Test]
    public void The_varlink_half_knows_nothing_of_podman()
    {
        string[] folders = ["src/Varlink.Idl", "src/Varlink.CodeGeneration", "src/Varlink.Generator", "src/Varlink", "src/Varlink.Introspection", "src/Varlink.Tool"];
        IEnumerable<string> knowing = folders
            .SelectMany(Repository.SourceFiles)
            .Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("using Podman", StringComparison.Ordinal)
                || line.Contains("Podman.", StringComparison.Ordinal) && !line.Contains("io.podman.", StringComparison.Ordinal)
                    && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            .Select(Repository.Relative);
        Assert.That(knowing, Is.Empty);
    }

    [Test]
    public void Only_discovery_and_the_gateway_know_the_engine_on_REST()
    {
        string[] mayKnow = ["src/PodmanClient/Libpod/", "src/PodmanClient/Discovery/", "src/PodmanClient/Gateway/"];
        IEnumerable<string> knowing = Repository.SourceFiles("src")
            .Where(file => File.ReadLines(file).Any(line => line.Contains("Podman.Libpod", StringComparison.Ordinal)))
            .Select(Repository.Relative)
            .Where(file => !mayKnow.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)));
        Assert.That(knowing, Is.Empty);
    }

    [Test]
    public void Only_the_generator_knows_the_compiler()
    {
        IEnumerable<string> knowing = Repository.SourceFiles("src")
            .Where(file => File.ReadAllText(file).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(Repository.Relative)
            .Where(file => !file.StartsWith("src/Varlink.Generator/", StringComparison.Ordinal));
        Assert.That(knowing, Is.Empty);
    }

    private static IEnumerable<string> Names() => References.Keys;

    private static IEnumerable<string> Items(string project, string item) =>
        Repository.Project(project).Descendants(item).Select(element => (string)element.Attribute("Include")!);
}
