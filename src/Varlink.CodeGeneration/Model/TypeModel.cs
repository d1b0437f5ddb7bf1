using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Model;

/// <summary>The type of a value.</summary>
public abstract record TypeModel;

/// <summary>A type that the language brings.</summary>
/// <param name="Kind">Which one.</param>
public sealed record PrimitiveModel(PrimitiveKind Kind) : TypeModel;

/// <summary>A generated record.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="Codec">The class that reads and writes it.</param>
public sealed record RecordTypeModel(string Name, string Codec) : TypeModel;

/// <summary>A generated enum.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="Codec">The class that reads it.</param>
public sealed record EnumTypeModel(string Name, string Codec) : TypeModel;

/// <summary>An array.</summary>
/// <param name="Element">The type of its elements.</param>
public sealed record ListModel(TypeModel Element) : TypeModel;

/// <summary>A map from strings.</summary>
/// <param name="Value">The type of its values.</param>
public sealed record MapModel(TypeModel Value) : TypeModel;

/// <summary>A set of strings.</summary>
public sealed record SetModel : TypeModel;

/// <summary>A value that may be missing.</summary>
/// <param name="Element">The type of the value.</param>
public sealed record NullableModel(TypeModel Element) : TypeModel;
