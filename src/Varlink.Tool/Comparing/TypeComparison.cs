using Varlink.Idl.Syntax;

namespace Varlink.Tool.Comparing;

/// <summary>Which way a value goes.</summary>
internal enum Flow
{
    /// <summary>A parameter of a call.</summary>
    ToService,

    /// <summary>A member of a reply or of an error.</summary>
    ToClient,
}

/// <summary>
/// Compares types as they are used. The same change of a type can break whom it is sent to, and nobody the other way: so a named type is looked
/// at wherever it is used, and what has changed in it is told at its first use each way.
/// </summary>
internal sealed class TypeComparison(
    Dictionary<string, TypeSyntax> oldTypes, Dictionary<string, TypeSyntax> currentTypes, List<InterfaceChange> changes)
{
    private readonly HashSet<(TypeSyntax Old, TypeSyntax Current, Flow Flow)> _seen = [];

    public void CompareStructs(string where, StructSyntax old, StructSyntax current, Flow flow)
    {
        Dictionary<string, FieldSyntax> after = current.Fields.ToDictionary(field => field.Name);
        foreach (FieldSyntax before in old.Fields)
        {
            if (after.Remove(before.Name, out FieldSyntax? field))
            {
                Compare(where + before.Name, before.Type, field.Type, flow);
                continue;
            }

            // The sender of old sends it still: services may refuse what they do not know, clients read over it. The sender of today does
            // not: that matters unless it may be missing.
            changes.Add(new InterfaceChange(
                where + before.Name, "removed", flow == Flow.ToService ? Breaks.Clients | MissedBy(before, Breaks.Services) : MissedBy(before, Breaks.Clients)));
        }

        foreach (FieldSyntax added in after.Values)
        {
            changes.Add(new InterfaceChange(
                where + added.Name,
                added.Type is NullableTypeSyntax ? "added, may be missing" : "added",
                flow == Flow.ToService
                    ? MissedBy(added, Breaks.Clients | Breaks.Services)
                    : MissedBy(added, Breaks.Services)));
        }
    }

    private static Breaks MissedBy(FieldSyntax field, Breaks side) => field.Type is NullableTypeSyntax ? Breaks.Nobody : side;

    private void Compare(string where, TypeSyntax old, TypeSyntax current, Flow flow)
    {
        if (old is NullableTypeSyntax != current is NullableTypeSyntax)
        {
            // Whoever sends may leave it away, and whoever receives does not reckon with that.
            bool mayBeMissingNow = current is NullableTypeSyntax;
            changes.Add(new InterfaceChange(
                where,
                mayBeMissingNow ? "may be missing now" : "may not be missing any more",
                mayBeMissingNow == (flow == Flow.ToService) ? Breaks.Services : Breaks.Clients));
        }

        old = old is NullableTypeSyntax { Element: var oldElement } ? oldElement : old;
        current = current is NullableTypeSyntax { Element: var currentElement } ? currentElement : current;
        (TypeSyntax Old, TypeSyntax Current) resolved = (Resolve(old, oldTypes), Resolve(current, currentTypes));

        // One name is enough: recursion may go through a name here where it goes through none there.
        if ((old is NamedTypeSyntax || current is NamedTypeSyntax) && !_seen.Add((resolved.Old, resolved.Current, flow)))
        {
            return;
        }

        switch (resolved)
        {
            case (StructSyntax before, StructSyntax after):
                CompareStructs(where + ".", before, after, flow);
                break;
            case (EnumSyntax before, EnumSyntax after):
                CompareEnums(where, before, after, flow);
                break;
            case (ArrayTypeSyntax before, ArrayTypeSyntax after):
                Compare(where + "[]", before.Element, after.Element, flow);
                break;
            case (MapTypeSyntax before, MapTypeSyntax after):
                Compare(where + "[string]", before.Value, after.Value, flow);
                break;
            case (PrimitiveTypeSyntax before, PrimitiveTypeSyntax after) when before.Kind == after.Kind:
                break;
            default:
                changes.Add(new InterfaceChange(
                    where, $"changed from {TypeName.Of(old)} to {TypeName.Of(current)}", Breaks.Clients | Breaks.Services));
                break;
        }
    }

    private void CompareEnums(string where, EnumSyntax old, EnumSyntax current, Flow flow)
    {
        HashSet<string> before = [.. old.Values.Select(value => value.Name)], after = [.. current.Values.Select(value => value.Name)];

        // Whoever receives must know every value that is sent.
        changes.AddRange(old.Values.Where(value => !after.Contains(value.Name)).Select(value => new InterfaceChange(
            where, $"value {value.Name} removed", flow == Flow.ToService ? Breaks.Clients : Breaks.Services)));
        changes.AddRange(current.Values.Where(value => !before.Contains(value.Name)).Select(value => new InterfaceChange(
            where, $"value {value.Name} added", flow == Flow.ToService ? Breaks.Services : Breaks.Clients)));
    }

    private static TypeSyntax Resolve(TypeSyntax type, Dictionary<string, TypeSyntax> types) =>
        type is NamedTypeSyntax named ? types[named.Name] : type;
}
