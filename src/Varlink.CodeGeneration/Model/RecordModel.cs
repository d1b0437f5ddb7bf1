using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Model;

/// <summary>A struct of the interface as a C# record.</summary>
/// <param name="Name">The name of the record.</param>
/// <param name="Codec">The class that reads and writes it.</param>
/// <param name="Documentation">The comment before the declaration.</param>
/// <param name="Summary">What it is, for records that no comment documents.</param>
/// <param name="Members">The members, in the order of the interface.</param>
/// <param name="Container">The static class it is nested in; null for none.</param>
public sealed record RecordModel(
    string Name,
    string Codec,
    SyntaxList<string> Documentation,
    string Summary,
    SyntaxList<MemberModel> Members,
    string? Container = null)
{
    /// <summary>The name by which other code calls it, without the namespace.</summary>
    public string QualifiedName => Container is null ? Name : $"{Container}.{Name}";
}

/// <summary>A member of a record.</summary>
/// <param name="WireName">The name on the wire.</param>
/// <param name="AlsoName">A second name to read it from; null for none.</param>
/// <param name="Name">The name of the property.</param>
/// <param name="ParameterName">The name as a parameter, without the <c>@</c> that keywords need.</param>
/// <param name="Type">The type on the wire.</param>
/// <param name="Documentation">The comment at the field.</param>
/// <param name="BreaksCycle">Whether the property may be null although the wire allows none: otherwise no instance could be made.</param>
/// <param name="IsRequired">Whether there is no default, so that users must set it.</param>
/// <param name="ReadsTime">Whether an int may also come as RFC 3339 text.</param>
public sealed record MemberModel(
    string WireName,
    string? AlsoName,
    string Name,
    string ParameterName,
    TypeModel Type,
    SyntaxList<string> Documentation,
    bool BreaksCycle,
    bool IsRequired,
    bool ReadsTime);
