namespace Varlink.Idl.Diagnostics;

/// <summary>A kind of diagnostic. Ids are never given to another kind, nor used again.</summary>
/// <param name="Id">The stable id, <c>VARLINK001</c> for example.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Title">What is wrong, in a few words.</param>
public sealed record IdlDiagnosticKind(string Id, IdlSeverity Severity, string Title);
