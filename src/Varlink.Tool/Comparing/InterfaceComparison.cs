using Varlink.Idl.Syntax;

namespace Varlink.Tool.Comparing;

/// <summary>
/// Compares two versions of an interface by what goes over the wire. Documentation, the order of members, and whether a struct has a name,
/// make no difference there.
/// </summary>
internal static class InterfaceComparison
{
    public static IReadOnlyList<InterfaceChange> Compare(InterfaceSyntax old, InterfaceSyntax current)
    {
        List<InterfaceChange> changes = [];
        if (old.Name != current.Name)
        {
            changes.Add(new InterfaceChange("interface", $"renamed from {old.Name} to {current.Name}", Breaks.Clients | Breaks.Services));
        }

        TypeComparison types = new(Types(old), Types(current), changes);
        CompareMethods(old, current, types, changes);
        CompareErrors(old, current, types, changes);
        return changes;
    }

    private static void CompareMethods(InterfaceSyntax old, InterfaceSyntax current, TypeComparison types, List<InterfaceChange> changes)
    {
        Dictionary<string, MethodSyntax> after = current.Members.OfType<MethodSyntax>().ToDictionary(method => method.Name);
        foreach (MethodSyntax before in old.Members.OfType<MethodSyntax>())
        {
            if (!after.Remove(before.Name, out MethodSyntax? method))
            {
                changes.Add(new InterfaceChange($"method {before.Name}", "removed", Breaks.Clients));
                continue;
            }

            types.CompareStructs($"method {before.Name}, parameter ", before.Input, method.Input, Flow.ToService);
            types.CompareStructs($"method {before.Name}, reply ", before.Output, method.Output, Flow.ToClient);
        }

        changes.AddRange(after.Values.Select(added => new InterfaceChange($"method {added.Name}", "added", Breaks.Nobody)));
    }

    private static void CompareErrors(InterfaceSyntax old, InterfaceSyntax current, TypeComparison types, List<InterfaceChange> changes)
    {
        Dictionary<string, ErrorSyntax> after = current.Members.OfType<ErrorSyntax>().ToDictionary(error => error.Name);
        foreach (ErrorSyntax before in old.Members.OfType<ErrorSyntax>())
        {
            if (after.Remove(before.Name, out ErrorSyntax? error))
            {
                types.CompareStructs($"error {before.Name}, ", before.Parameters, error.Parameters, Flow.ToClient);
            }
            else
            {
                changes.Add(new InterfaceChange($"error {before.Name}", "removed", Breaks.Nobody));
            }
        }

        // Clients have to reckon with errors that they do not know: those of org.varlink.service, for example.
        changes.AddRange(after.Values.Select(added => new InterfaceChange($"error {added.Name}", "added", Breaks.Nobody)));
    }

    private static Dictionary<string, TypeSyntax> Types(InterfaceSyntax tree) =>
        tree.Members.OfType<TypeDeclarationSyntax>().ToDictionary(type => type.Name, type => type.Definition);
}
