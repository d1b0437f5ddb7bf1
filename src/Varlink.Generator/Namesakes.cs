using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Varlink.CodeGeneration;
using Varlink.Idl.Syntax;

namespace Varlink.Generator;

/// <summary>The classes that a file is turned into: no other file may be turned into the same ones.</summary>
internal sealed record ClassNames(string Path, string Namespace, string Prefix)
{
    public static ClassNames Of(ReadInterface read) => new(read.Path, read.Model!.Namespace, read.Model.Names.Prefix);
}

/// <summary>A file that would be turned into the classes of another one, which came first.</summary>
internal sealed record Namesake(ClassNames Names, string FirstPath)
{
    /// <summary>Finds them. The compiler compares names of generated files without regard to case.</summary>
    public static SyntaxList<Namesake> Find(ImmutableArray<ClassNames> all)
    {
        var firsts = new Dictionary<string, ClassNames>(StringComparer.OrdinalIgnoreCase);
        var found = new List<Namesake>();
        foreach (ClassNames names in all)
        {
            string key = $"{names.Namespace}.{names.Prefix}";
            if (firsts.TryGetValue(key, out ClassNames? first))
            {
                found.Add(new Namesake(names, first.Path));
            }
            else
            {
                firsts.Add(key, names);
            }
        }

        return SyntaxList<Namesake>.From(found);
    }

    public FileDiagnostic ToDiagnostic() => FileDiagnostic.From(
        new GenerationDiagnostic(
            "VARLINK114",
            IsError: true,
            $"{FirstPath} is turned into {Names.Namespace}.{Names.Prefix}Client and so on already: give one of the two Varlink items " +
            "another Namespace or Name, or leave it out",
            new Idl.Syntax.TextSpan(0, 0, 1, 1)),
        Names.Path,
        SourceText.From(""));
}
