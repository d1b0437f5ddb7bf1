using Varlink.CodeGeneration.Model;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Emit;

/// <summary>How values are compared by what they hold.</summary>
internal sealed class EqualityText(TypeText types)
{
    private const string Equality = "global::Varlink.VarlinkEquality";

    /// <summary>Whether the equality and the text that the compiler gives a record are not good enough.</summary>
    public static bool NeedsOwn(RecordModel record) => record.Members.Any(member => HoldsMany(member.Type));

    /// <summary>The name of the comparer of a member, a field of its record's codec.</summary>
    public static string ComparerName(MemberModel member) => member.Name + "Comparer";

    /// <summary>The comparer of a member's elements, where they have no equality by content of their own.</summary>
    public string? ElementComparer(MemberModel member) => Bare(member.Type) switch
    {
        ListModel list => Comparer(list.Element),
        MapModel map => Comparer(map.Value),
        _ => null,
    };

    /// <summary>The type that the comparer compares.</summary>
    public string ElementType(MemberModel member) => Bare(member.Type) switch
    {
        ListModel list => types.Of(list.Element),
        MapModel map => types.Of(map.Value),
        var other => throw TypeText.Unknown(other),
    };

    /// <summary>Whether a member equals the same one of <c>other</c>.</summary>
    public string Equal(MemberModel member, string codec) => Bare(member.Type) switch
    {
        PrimitiveModel { Kind: PrimitiveKind.Float } when member.Type is NullableModel => $"global::System.Nullable.Equals({member.Name}, other.{member.Name})",
        PrimitiveModel { Kind: PrimitiveKind.Float } => $"{member.Name}.Equals(other.{member.Name})",
        var type when HoldsMany(type) => $"{Equality}.Equals({member.Name}, other.{member.Name}{Argument(member, codec)})",
        _ => $"{member.Name} == other.{member.Name}",
    };

    /// <summary>What a member adds to the hash.</summary>
    public string Hash(MemberModel member, string codec) =>
        HoldsMany(member.Type) ? $"{Equality}.GetHashCode({member.Name}{Argument(member, codec)})" : member.Name;

    /// <summary>Whether a type is a collection, or raw JSON.</summary>
    public static bool HoldsMany(TypeModel type) =>
        Bare(type) is ListModel or MapModel or SetModel or PrimitiveModel { Kind: PrimitiveKind.Object or PrimitiveKind.Any };

    private string Argument(MemberModel member, string codec) =>
        ElementComparer(member) is null ? "" : $", {types.Global(codec)}.{ComparerName(member)}";

    private string? Comparer(TypeModel type) => type switch
    {
        NullableModel { Element: PrimitiveModel { Kind: PrimitiveKind.Object or PrimitiveKind.Any } } => $"{Equality}.OptionalJson",
        PrimitiveModel { Kind: PrimitiveKind.Object or PrimitiveKind.Any } => $"{Equality}.Json",
        NullableModel nullable => Comparer(nullable.Element),
        ListModel list => $"{Equality}.Lists<{types.Of(list.Element)}>({Comparer(list.Element)})",
        MapModel map => $"{Equality}.Maps<{types.Of(map.Value)}>({Comparer(map.Value)})",
        SetModel => $"{Equality}.Sets",
        _ => null,
    };

    private static TypeModel Bare(TypeModel type) => type is NullableModel nullable ? nullable.Element : type;
}
