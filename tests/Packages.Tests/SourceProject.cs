using System.Xml.Linq;

namespace Packages.Tests;

/// <summary>A project of src, as its file says.</summary>
internal sealed class SourceProject(string path)
{
    private static readonly Dictionary<string, string> Versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .ToDictionary(package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!);

    private readonly XDocument _content = XDocument.Load(path);

    public static IEnumerable<SourceProject> All => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => new SourceProject(path));

    public string Name => Path.GetFileNameWithoutExtension(path);

    public bool IsPackable => _content.Descendants("IsPackable").All(element => element.Value != "false");

    public bool IsTool => _content.Descendants("PackAsTool").Any(element => element.Value == "true");

    public string Framework => _content.Descendants("TargetFramework").Single().Value;

    /// <summary>What the project refers to, with versions: what its users need beside it.</summary>
    public IEnumerable<string> Dependencies =>
        _content.Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => $"{Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'))} {Feed.Version}")
            .Concat(_content.Descendants("PackageReference")
                .Where(reference => (string?)reference.Attribute("PrivateAssets") != "all")
                .Select(reference => (string)reference.Attribute("Include")!)
                .Select(name => $"{name} {Versions[name]}"));

    public override string ToString() => Name;
}
