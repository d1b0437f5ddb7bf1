using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Varlink.Generator.Tests.Infrastructure;

/// <summary>A .varlink file of a project, and the metadata of its item.</summary>
internal sealed class InterfaceFile(string path, string text, params (string Name, string Value)[] metadata) : AdditionalText
{
    public override string Path { get; } = path;

    public IReadOnlyDictionary<string, string> Metadata { get; } =
        metadata.Append(("VarlinkInterface", "true")).ToDictionary(item => item.Item1, item => item.Item2);

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
