using System.Buffers.Binary;
using System.Xml.Linq;

namespace Packages.Tests;

/// <summary>What a package page shows, and what a package brings.</summary>
public class PackageTests
{
    [Test]
    public void A_package_each_and_no_other()
    {
        IEnumerable<string> packages = Directory.EnumerateFiles(Feed.Folder).Select(file => Path.GetFileName(file)!);
        Assert.That(packages, Is.EquivalentTo(Feed.Projects.SelectMany(project =>
            (string[])[$"{project.Name}.{Feed.Version}.nupkg", $"{project.Name}.{Feed.Version}.snupkg"])));
    }

    [TestCaseSource(nameof(All))]
    public void It_says_what_it_is(string name)
    {
        using Package package = Package.Open(name);
        Assert.Multiple(() =>
        {
            Assert.That(package.Said("id"), Is.EqualTo(name));
            Assert.That(package.Said("license"), Is.EqualTo("Apache-2.0"));
            Assert.That(package.Said("description"), Is.Not.Empty.And.Not.EqualTo("Package Description"));
            Assert.That(package.Said("tags"), Does.Contain("varlink"));
            Assert.That(package.Said("readme"), Is.EqualTo("README.md"));
            Assert.That(package.Said("icon"), Is.EqualTo("icon.png"));
            Assert.That(package.Said("projectUrl"), Is.Empty.Or.StartsWith("https:"));
        });
        Assert.That(package.Read("README.md"), Is.EqualTo(File.ReadAllBytes(Path.Combine(Repository.Root, "src", name, "README.md"))));

        // The header of a PNG file has the width, then the height.
        byte[] icon = package.Read("icon.png");
        Assert.That(icon[..8], Is.EqualTo((byte[])[0x89, .. "PNG\r\n\u001a\n"u8]));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), Is.EqualTo(128));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20)), Is.EqualTo(128));
    }

    [TestCaseSource(nameof(All))]
    public void It_needs_what_its_project_refers_to_and_nothing_else(string name)
    {
        SourceProject project = Feed.Projects.Single(project => project.Name == name);
        using Package package = Package.Open(name);

        // A tool brings everything along.
        Assert.That(package.Dependencies, Is.EquivalentTo(project.IsTool ? [] : project.Dependencies));
    }

    [TestCaseSource(nameof(All))]
    public void It_keeps_nothing_from_the_users_of_its_users(string name)
    {
        using Package package = Package.Open(name);
        IEnumerable<XElement> kept = package.Elements("dependency")
            .Where(element => ((string?)element.Attribute("id"))!.StartsWith("Varlink", StringComparison.Ordinal)
                || ((string?)element.Attribute("id"))!.StartsWith("PodmanClient", StringComparison.Ordinal))
            .Where(element => (string?)element.Attribute("include") != "All" || element.Attribute("exclude") is not null);
        Assert.That(kept, Is.Empty);
    }

    [TestCaseSource(nameof(Libraries))]
    public void A_library_comes_with_its_documentation_and_its_symbols(string name)
    {
        string folder = $"lib/{Feed.Projects.Single(project => project.Name == name).Framework}/";
        using Package package = Package.Open(name);
        Assert.That(package.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)), Is.EquivalentTo([$"{folder}{name}.dll", $"{folder}{name}.xml"]));
        Assert.That(XDocument.Parse(System.Text.Encoding.UTF8.GetString(package.Read($"{folder}{name}.xml")).TrimStart('\uFEFF')).Descendants("member"), Is.Not.Empty);

        using Package symbols = Package.OpenSymbols(name);
        Assert.That(symbols.Files, Does.Contain($"{folder}{name}.pdb"));
    }

    [Test]
    public void Only_Varlink_brings_the_generator_and_the_item()
    {
        string[] brought =
        [
            .. from project in Feed.Projects
               from file in FilesOf(project.Name)
               where file.StartsWith("analyzers/", StringComparison.Ordinal) || file.StartsWith("build", StringComparison.Ordinal)
               select $"{project.Name}: {file}",
        ];
        Assert.That(brought, Is.EquivalentTo(["Varlink: analyzers/dotnet/cs/Varlink.Generator.dll", "Varlink: buildTransitive/Varlink.targets"]));
    }

    private static IEnumerable<string> All() => Feed.Projects.Select(project => project.Name);

    private static IEnumerable<string> Libraries() => Feed.Projects.Where(project => !project.IsTool).Select(project => project.Name);

    private static string[] FilesOf(string name)
    {
        using Package package = Package.Open(name);
        return [.. package.Files];
    }
}
