using Varlink.CodeGeneration.Model;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Emit;

/// <summary>The statements and expressions that write and read a single value.</summary>
internal sealed class ValueCode(CodeWriter writer, TypeText types, CollectionShapes shapes)
{
    public const string Json = "global::Varlink.VarlinkJson";
    public const string ReaderParameter = "ref global::System.Text.Json.Utf8JsonReader reader";
    public const string WriterParameter = "global::System.Text.Json.Utf8JsonWriter writer";

    /// <summary>Writes an element of a collection.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="value">The value, an expression.</param>
    /// <param name="path">What users call the collection, an expression.</param>
    public void WriteElement(TypeModel type, string value, string path)
    {
        if (type is not NullableModel nullable)
        {
            WriteValue(type, value, path, OrThrow(isChecked: false, "NullElement", path));
            return;
        }

        writer.Open($"if ({value} is {{ }} element)");
        WriteValue(nullable.Element, "element", path, orThrow: "");
        writer.Close();
        writer.Open("else");
        writer.Line("writer.WriteNullValue();");
        writer.Close();
    }

    /// <summary>Writes a value.</summary>
    /// <param name="type">Its type; never nullable.</param>
    /// <param name="value">The value, an expression.</param>
    /// <param name="path">What users call the member that has it, an expression.</param>
    /// <param name="orThrow">What follows the value where it may be null although it must not.</param>
    public void WriteValue(TypeModel type, string value, string path, string orThrow)
    {
        writer.Line(type switch
        {
            PrimitiveModel { Kind: PrimitiveKind.Bool } => $"writer.WriteBooleanValue({value});",
            PrimitiveModel { Kind: PrimitiveKind.Int } => $"writer.WriteNumberValue({value});",
            PrimitiveModel { Kind: PrimitiveKind.Float } => $"writer.WriteNumberValue({Json}.Finite({value}, {path}));",
            PrimitiveModel { Kind: PrimitiveKind.String } => $"writer.WriteStringValue({value}{orThrow});",
            PrimitiveModel { Kind: PrimitiveKind.Object } => $"{Json}.WriteObject(writer, {value}, {path});",
            PrimitiveModel => $"{Json}.WriteAny(writer, {value}, {path});",
            EnumTypeModel => $"writer.WriteStringValue({Json}.EnumValue({value}.Value, {path}));",
            RecordTypeModel record => $"{types.Global(record.Codec)}.Write(writer, {value}{orThrow});",
            _ => $"{shapes.Writer(type)}(writer, {value}{orThrow}, {path});",
        });
    }

    /// <summary>Reads a value, an expression; null reads as the default of the type.</summary>
    public string Read(TypeModel type, bool readsTime = false) => type switch
    {
        PrimitiveModel primitive => $"{Json}.{Reader(primitive.Kind, readsTime)}(ref reader)",
        RecordTypeModel record => $"{types.Global(record.Codec)}.Read(ref reader)",
        EnumTypeModel enumType => $"{types.Global(enumType.Codec)}.Read(ref reader)",
        NullableModel { Element: PrimitiveModel primitive } => $"{Json}.{NullableReader(primitive.Kind, readsTime)}(ref reader)",
        NullableModel nullable => OrNull(nullable.Element),
        _ => $"{shapes.Reader(type)}(ref reader)",
    };

    /// <summary>Reads a member, an expression.</summary>
    public string Read(MemberModel member) => member.BreaksCycle ? OrNull(member.Type) : Read(member.Type, member.ReadsTime);

    /// <summary>What a member is when it is missing, an expression.</summary>
    public string WhenMissing(MemberModel member) => types.Default(member) ?? (member.BreaksCycle || member.Type is NullableModel ? "null" : Zero(member.Type));

    private static string Zero(TypeModel type) => type switch
    {
        PrimitiveModel { Kind: PrimitiveKind.Bool } => "false",
        PrimitiveModel { Kind: PrimitiveKind.Int or PrimitiveKind.Float } => "0",
        _ => "default",
    };

    private string OrNull(TypeModel type) => $"{Json}.IsNull(ref reader) ? null : {Read(type)}";

    public static string OrThrow(bool isChecked, string factory, string path) => isChecked ? "" : $" ?? throw {Json}.{factory}({path})";

    private static string Reader(PrimitiveKind kind, bool readsTime) => kind switch
    {
        PrimitiveKind.Bool => "ReadBooleanOrDefault",
        PrimitiveKind.Int => readsTime ? "ReadUnixTimeOrDefault" : "ReadInt64OrDefault",
        PrimitiveKind.Float => "ReadDoubleOrDefault",
        PrimitiveKind.String => "ReadStringOrEmpty",
        PrimitiveKind.Object => "ReadObjectOrEmpty",
        _ => "ReadAnyOrUndefined",
    };

    private static string NullableReader(PrimitiveKind kind, bool readsTime) => kind switch
    {
        PrimitiveKind.Bool => "ReadNullableBoolean",
        PrimitiveKind.Int => readsTime ? "ReadNullableUnixTime" : "ReadNullableInt64",
        PrimitiveKind.Float => "ReadNullableDouble",
        PrimitiveKind.String => "ReadNullableString",
        PrimitiveKind.Object => "ReadNullableObject",
        _ => "ReadNullableAny",
    };
}
