using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Varlink.Generator;

/// <summary>An interface that the project includes, and what it says about it. Compared by value, so that nothing is made twice.</summary>
internal sealed record InterfaceInput(string Path, string Text, string Namespace, string Name, string Generate, string Access)
{
    /// <summary>Whether a file is an interface: <c>Varlink.targets</c> marks those.</summary>
    public static bool IsInterface(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_metadata.AdditionalFiles.VarlinkInterface", out string? value)
        && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file and its item's metadata; null when the file is none, or cannot be read.</summary>
    public static InterfaceInput? Read(AdditionalText file, AnalyzerConfigOptionsProvider provider, CancellationToken cancellationToken)
    {
        AnalyzerConfigOptions options = provider.GetOptions(file);
        if (!IsInterface(options) || file.GetText(cancellationToken) is not { } text)
        {
            return null;
        }

        string space = Metadata(options, "Namespace");
        if (space.Length == 0 && provider.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? root))
        {
            space = root.Trim();
        }

        return new InterfaceInput(
            file.Path, text.ToString(), space, Metadata(options, "Name"), Metadata(options, "Generate"), Metadata(options, "Access"));
    }

    private static string Metadata(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue($"build_metadata.AdditionalFiles.{name}", out string? value) ? value.Trim() : "";
}
