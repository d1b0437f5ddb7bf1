using Varlink.CodeGeneration.Model;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Emit;

/// <summary>How types are written in C#.</summary>
internal sealed class TypeText(string containingNamespace)
{
    public const string JsonElement = "global::System.Text.Json.JsonElement";

    /// <summary>A name of the generated namespace from anywhere.</summary>
    public string Global(string name) => $"global::{containingNamespace}.{name}";

    /// <summary>The type of a property.</summary>
    public string Of(MemberModel member) => member.BreaksCycle ? Of(member.Type) + "?" : Of(member.Type);

    /// <summary>The type of a value.</summary>
    public string Of(TypeModel type) => type switch
    {
        PrimitiveModel { Kind: PrimitiveKind.Bool } => "bool",
        PrimitiveModel { Kind: PrimitiveKind.Int } => "long",
        PrimitiveModel { Kind: PrimitiveKind.Float } => "double",
        PrimitiveModel { Kind: PrimitiveKind.String } => "string",
        PrimitiveModel => JsonElement,
        RecordTypeModel record => Global(record.Name),
        EnumTypeModel enumType => Global(enumType.Name),
        ListModel list => $"global::System.Collections.Generic.IReadOnlyList<{Of(list.Element)}>",
        MapModel map => $"global::System.Collections.Generic.IReadOnlyDictionary<string, {Of(map.Value)}>",
        SetModel => "global::System.Collections.Generic.IReadOnlySet<string>",
        NullableModel nullable => Of(nullable.Element) + "?",
        _ => throw Unknown(type),
    };

    /// <summary>The type of a reply.</summary>
    public string Of(ReplyModel reply) => reply.Shape switch
    {
        ReplyShape.None => "global::Varlink.VarlinkEmpty",
        ReplyShape.Bare => Of(reply.Record!.Members[0]),
        _ => Global(reply.Record!.QualifiedName),
    };

    /// <summary>The type of a method's parameters.</summary>
    public string ParametersOf(MethodModel method) =>
        method.Parameters is null ? "global::Varlink.VarlinkEmpty" : Global(method.Parameters.QualifiedName);

    /// <summary>The default of a property; null where it is the default of its type.</summary>
    public string? Default(MemberModel member) => member.BreaksCycle ? null : Default(member.Type);

    /// <summary>Whether a value is a reference that must not be null.</summary>
    public static bool IsReference(TypeModel type) =>
        type is PrimitiveModel { Kind: PrimitiveKind.String } or RecordTypeModel or ListModel or MapModel or SetModel;

    public static ArgumentException Unknown(TypeModel type) => new($"The model has a type of the unknown kind {type.GetType().Name}.");

    private string? Default(TypeModel type) => type switch
    {
        PrimitiveModel { Kind: PrimitiveKind.String } => "\"\"",
        PrimitiveModel { Kind: PrimitiveKind.Object } => "global::Varlink.VarlinkJson.EmptyObject",
        RecordTypeModel record => $"{Global(record.Codec)}.Default",
        ListModel => "[]",
        MapModel map => $"global::System.Collections.ObjectModel.ReadOnlyDictionary<string, {Of(map.Value)}>.Empty",
        SetModel => "global::System.Collections.ObjectModel.ReadOnlySet<string>.Empty",
        _ => null,
    };
}
