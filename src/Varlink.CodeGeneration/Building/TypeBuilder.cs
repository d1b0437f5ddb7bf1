using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Building;

/// <summary>Makes records and enums out of declared types and of those that stand unnamed inside others.</summary>
internal sealed class TypeBuilder(
    NameScope names, AnnotationReader annotations, DiagnosticList diagnostics, MemberBuilder members, string interfaceName)
{
    /// <summary>What an enum has, and so cannot be called.</summary>
    private const string ValueProperty = "Value";

    private readonly List<(TypeDeclarationSyntax Syntax, Annotations Notes, string Name, string Codec)> _declared = [];
    private readonly Dictionary<string, TypeModel> _byWireName = new(StringComparer.Ordinal);

    /// <summary>The records, in the order in which they were defined.</summary>
    public List<RecordModel> Records { get; } = [];

    /// <summary>The enums, in the order in which they were defined.</summary>
    public List<EnumModel> Enums { get; } = [];

    /// <summary>Gives every declared type its name, so that types can refer to each other in any order.</summary>
    public void Declare(IEnumerable<TypeDeclarationSyntax> declarations)
    {
        (TypeDeclarationSyntax Syntax, Annotations Notes)[] all =
            [.. declarations.Select(syntax => (syntax, annotations.Read(syntax, syntax.Documentation, AnnotationTarget.Type)))];
        string[] chosen = NameDeclarations.Choose(
            names, diagnostics, all, item => item.Notes.Name, item => item.Syntax, item => Candidates(item.Syntax));
        for (int i = 0; i < all.Length; i++)
        {
            (TypeDeclarationSyntax syntax, Annotations notes) = all[i];
            if (notes.Name == ValueProperty && syntax.Definition is EnumSyntax)
            {
                diagnostics.NameTaken(ValueProperty, syntax);
            }

            string codec = CodecName(chosen[i]);
            _declared.Add((syntax, notes, chosen[i], codec));
            _byWireName[syntax.Name] = syntax.Definition is EnumSyntax
                ? new EnumTypeModel(chosen[i], codec)
                : new RecordTypeModel(chosen[i], codec);
        }
    }

    /// <summary>Makes the declared types, and whatever stands inside them.</summary>
    public void Define()
    {
        foreach ((TypeDeclarationSyntax syntax, Annotations notes, string name, string codec) in _declared)
        {
            string summary = $"The type <c>{syntax.Name}</c> of <c>{interfaceName}</c>.";
            if (syntax.Definition is EnumSyntax enumSyntax)
            {
                Enums.Add(BuildEnum(enumSyntax, name, codec, notes.Documentation, summary));
            }
            else
            {
                int place = Records.Count;
                RecordModel record = BuildRecord((StructSyntax)syntax.Definition, name, codec, notes.Documentation, summary, syntax.Name);
                Records.Insert(place, record);
            }
        }
    }

    /// <summary>The name of the class that reads and writes a type.</summary>
    public string CodecName(string typeName) => names.Take(typeName + "Codec");

    /// <summary>Makes a record; what stands unnamed inside it is added to the lists.</summary>
    public RecordModel BuildRecord(
        StructSyntax syntax,
        string name,
        string codec,
        SyntaxList<string> documentation,
        string summary,
        string wirePath,
        string? stem = null,
        IReadOnlyCollection<string>? reservedNames = null,
        IReadOnlyCollection<string>? reservedParameters = null)
    {
        reservedNames ??= [.. ReservedNames.OfRecords, name];
        SyntaxList<MemberModel> built = members.Build(
            syntax.Fields,
            reservedNames,
            reservedParameters ?? [],
            (field, property) => Resolve(field.Type, (stem ?? name) + property, $"{wirePath}.{field.Name}"));
        return new RecordModel(name, codec, documentation, summary, built);
    }

    private static string[] Candidates(TypeDeclarationSyntax syntax)
    {
        string typed = syntax.Name + "Type";
        return syntax.Definition is EnumSyntax && syntax.Name == ValueProperty ? [typed] : [syntax.Name, typed];
    }

    private TypeModel Resolve(TypeSyntax syntax, string name, string wirePath) => syntax switch
    {
        PrimitiveTypeSyntax primitive => new PrimitiveModel(primitive.Kind),
        NamedTypeSyntax named => _byWireName[named.Name],
        NullableTypeSyntax nullable => new NullableModel(Resolve(nullable.Element, name, wirePath)),
        ArrayTypeSyntax array => new ListModel(Resolve(array.Element, name, wirePath)),
        MapTypeSyntax { Value: StructSyntax { Fields.Count: 0 } } => new SetModel(),
        MapTypeSyntax map => new MapModel(Resolve(map.Value, name, wirePath)),
        StructSyntax anonymous => AnonymousRecord(anonymous, name, wirePath),
        EnumSyntax anonymous => AnonymousEnum(anonymous, name, wirePath),
        _ => throw new ArgumentException($"The syntax tree has a type of the unknown kind {syntax.GetType().Name}.", nameof(syntax)),
    };

    private RecordTypeModel AnonymousRecord(StructSyntax syntax, string wanted, string wirePath)
    {
        string name = names.Take(wanted);
        string codec = CodecName(name);
        int place = Records.Count;
        RecordModel record = BuildRecord(syntax, name, codec, SyntaxList<string>.Empty, $"The struct at <c>{wirePath}</c>.", wirePath);
        Records.Insert(place, record);
        return new RecordTypeModel(name, codec);
    }

    private EnumTypeModel AnonymousEnum(EnumSyntax syntax, string wanted, string wirePath)
    {
        string name = names.Take(wanted);
        string codec = CodecName(name);
        Enums.Add(BuildEnum(syntax, name, codec, SyntaxList<string>.Empty, $"The enum at <c>{wirePath}</c>."));
        return new EnumTypeModel(name, codec);
    }

    private EnumModel BuildEnum(EnumSyntax syntax, string name, string codec, SyntaxList<string> documentation, string summary)
    {
        string[] reserved = [.. ReservedNames.OfEnums, name];
        (EnumValueSyntax Syntax, Annotations Notes)[] all =
            [.. syntax.Values.Select(value => (value, annotations.Read(value, value.Documentation, AnnotationTarget.EnumValue)))];
        string[] chosen = NameDeclarations.Choose(
            new NameScope(reserved),
            diagnostics,
            all,
            item => item.Notes.Name,
            item => item.Syntax,
            item => [MemberBuilder.Avoid(Identifiers.Pascal(item.Syntax.Name), reserved)]);
        return new EnumModel(
            name,
            codec,
            documentation,
            summary,
            SyntaxList<EnumValueModel>.From(all.Select((item, i) => new EnumValueModel(item.Syntax.Name, chosen[i], item.Notes.Documentation))));
    }
}
