using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Model;

/// <summary>An enum of the interface.</summary>
/// <param name="Name">The name of the struct.</param>
/// <param name="Codec">The class that reads it.</param>
/// <param name="Documentation">The comment before the declaration.</param>
/// <param name="Summary">What it is, for enums that no comment documents.</param>
/// <param name="Values">The values, in the order of the interface.</param>
public sealed record EnumModel(
    string Name, string Codec, SyntaxList<string> Documentation, string Summary, SyntaxList<EnumValueModel> Values);

/// <summary>A value of an enum.</summary>
/// <param name="WireName">The string on the wire.</param>
/// <param name="Name">The name of the property.</param>
/// <param name="Documentation">The comment at the value.</param>
public sealed record EnumValueModel(string WireName, string Name, SyntaxList<string> Documentation);
