using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Building;

/// <summary>Names a list of declarations: first those whose author demands a name, then the others.</summary>
internal static class NameDeclarations
{
    public static string[] Choose<T>(
        NameScope scope,
        DiagnosticList diagnostics,
        IReadOnlyList<T> items,
        Func<T, string?> demanded,
        Func<T, SyntaxNode> node,
        Func<T, string[]> candidates)
    {
        var chosen = new string?[items.Count];
        for (int i = 0; i < chosen.Length; i++)
        {
            if (demanded(items[i]) is { } name)
            {
                chosen[i] = name;
                if (!scope.TryTake(name))
                {
                    diagnostics.NameTaken(name, node(items[i]));
                }
            }
        }

        return [.. chosen.Select((name, i) => name ?? scope.Take(candidates(items[i])))];
    }
}
