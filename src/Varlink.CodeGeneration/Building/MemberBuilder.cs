using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Building;

/// <summary>Makes the members of a record out of the fields of a struct.</summary>
internal sealed class MemberBuilder(AnnotationReader annotations, DiagnosticList diagnostics)
{
    /// <summary>Makes the members.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="reservedNames">What no property may be called.</param>
    /// <param name="reservedParameters">What no parameter may be called.</param>
    /// <param name="resolve">Gives the type of a field, which has the given name in C#.</param>
    /// <returns>The members.</returns>
    public SyntaxList<MemberModel> Build(
        SyntaxList<FieldSyntax> fields,
        IReadOnlyCollection<string> reservedNames,
        IReadOnlyCollection<string> reservedParameters,
        Func<FieldSyntax, string, TypeModel> resolve)
    {
        Annotations[] notes = [.. fields.Select(field => annotations.Read(field, field.Documentation, AnnotationTarget.Field))];
        string[] names = NameAll(fields, notes, reservedNames);
        var parameters = new NameScope();
        var members = new List<MemberModel>(fields.Count);
        for (int i = 0; i < fields.Count; i++)
        {
            FieldSyntax field = fields[i];
            TypeModel type = resolve(field, names[i]);
            members.Add(new MemberModel(
                field.Name,
                AlsoName(fields, notes, i),
                names[i],
                parameters.Take(Avoid(Identifiers.Camel(names[i]), reservedParameters)),
                type,
                notes[i].Documentation,
                BreaksCycle: false,
                IsRequired: false,
                ReadsTime: ReadsTime(field, notes[i], type)));
        }

        return SyntaxList<MemberModel>.From(members);
    }

    /// <summary>A name that means something else already gets a word behind it: <c>EqualsValue</c>.</summary>
    public static string Avoid(string name, IReadOnlyCollection<string> reserved) => reserved.Contains(name) ? name + "Value" : name;

    private string[] NameAll(SyntaxList<FieldSyntax> fields, Annotations[] notes, IReadOnlyCollection<string> reserved)
    {
        var scope = new NameScope();
        var names = new string[fields.Count];
        for (int i = 0; i < names.Length; i++)
        {
            if (notes[i].Name is { } name)
            {
                names[i] = name;
                if (reserved.Contains(name) || !scope.TryTake(name))
                {
                    diagnostics.NameTaken(name, fields[i]);
                }
            }
        }

        for (int i = 0; i < names.Length; i++)
        {
            names[i] ??= scope.Take(Avoid(Identifiers.Pascal(fields[i].Name), reserved));
        }

        return names;
    }

    private string? AlsoName(SyntaxList<FieldSyntax> fields, Annotations[] notes, int index)
    {
        string? also = notes[index].AlsoName;
        if (also is null)
        {
            return null;
        }

        bool isTaken = fields.Any(field => field.Name == also) || notes.Take(index).Any(note => note.AlsoName == also);
        if (!isTaken)
        {
            return also;
        }

        diagnostics.AlsoTaken(also, fields[index]);
        return null;
    }

    private bool ReadsTime(FieldSyntax field, Annotations note, TypeModel type)
    {
        if (!note.AlsoTime)
        {
            return false;
        }

        if (type is PrimitiveModel { Kind: PrimitiveKind.Int } or NullableModel { Element: PrimitiveModel { Kind: PrimitiveKind.Int } })
        {
            return true;
        }

        diagnostics.Misplaced("[Also RFC 3339]", "the field is no int", field);
        return false;
    }
}
