using System.IO.Compression;
using System.Xml.Linq;

namespace Packages.Tests;

/// <summary>A package of the feed, or the one with its symbols: its files, and what it says of itself.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly XElement _metadata;

    private Package(string path)
    {
        _archive = ZipFile.OpenRead(path);
        using Stream content = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        _metadata = XDocument.Load(content).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public static Package Open(string name) => new(Path.Combine(Feed.Folder, $"{name}.{Feed.Version}.nupkg"));

    public static Package OpenSymbols(string name) => new(Path.Combine(Feed.Folder, $"{name}.{Feed.Version}.snupkg"));

    public IEnumerable<string> Files => _archive.Entries.Select(entry => entry.FullName);

    /// <summary>A dependency each: its name and version.</summary>
    public IEnumerable<string> Dependencies => Elements("dependency").Select(element => $"{(string?)element.Attribute("id")} {(string?)element.Attribute("version")}");

    public IEnumerable<XElement> Elements(string name) => _metadata.Descendants().Where(element => element.Name.LocalName == name);

    public string Said(string name) => Elements(name).SingleOrDefault()?.Value ?? "";

    public byte[] Read(string file)
    {
        using Stream content = _archive.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    public void Dispose() => _archive.Dispose();
}
