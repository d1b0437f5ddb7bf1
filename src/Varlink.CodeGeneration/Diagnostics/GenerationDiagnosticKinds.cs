using System.Globalization;

namespace Varlink.CodeGeneration.Diagnostics;

/// <summary>A kind of diagnostic. Ids are never given to another kind, nor used again.</summary>
/// <param name="Id">The stable id, <c>VARLINK101</c> for example.</param>
/// <param name="IsError">Whether nothing can be generated.</param>
/// <param name="Title">What is wrong, in a few words.</param>
public sealed record GenerationDiagnosticKind(string Id, bool IsError, string Title);

/// <summary>Every kind of diagnostic about what becomes of an interface in C#. Each has a page of its own in docs/diagnostics.</summary>
public static class GenerationDiagnosticKinds
{
    /// <summary>A [Name: X] is no name that C# can use.</summary>
    public static GenerationDiagnosticKind NotAnIdentifier { get; } = Error(101, "A [Name: X] is no name that C# can use");

    /// <summary>A [Name: X] is taken.</summary>
    public static GenerationDiagnosticKind NameTaken { get; } = Error(102, "A [Name: X] is taken");

    /// <summary>An [Also: x] is no name of a field.</summary>
    public static GenerationDiagnosticKind NoFieldName { get; } = Error(103, "An [Also: x] is no name of a field");

    /// <summary>An [Also: x] is a field that the struct has already.</summary>
    public static GenerationDiagnosticKind AlsoTaken { get; } = Error(104, "An [Also: x] is a field that the struct has already");

    /// <summary>An annotation means nothing where it stands.</summary>
    public static GenerationDiagnosticKind Misplaced { get; } = Warning(105, "An annotation means nothing where it stands");

    /// <summary>A comment looks like an annotation and is none.</summary>
    public static GenerationDiagnosticKind Misspelt { get; } = Warning(106, "A comment looks like an annotation and is none");

    /// <summary>The Name of a Varlink item is no name that C# can use.</summary>
    public static GenerationDiagnosticKind InvalidName { get; } = Error(111, "The Name of a Varlink item is no name that C# can use");

    /// <summary>The Generate of a Varlink item means nothing.</summary>
    public static GenerationDiagnosticKind InvalidGenerate { get; } = Error(112, "The Generate of a Varlink item means nothing");

    /// <summary>The Access of a Varlink item means nothing.</summary>
    public static GenerationDiagnosticKind InvalidAccess { get; } = Error(113, "The Access of a Varlink item means nothing");

    /// <summary>Two Varlink items give the same classes.</summary>
    public static GenerationDiagnosticKind Namesake { get; } = Error(114, "Two Varlink items give the same classes");

    /// <summary>All kinds, in the order of their ids.</summary>
    public static IReadOnlyList<GenerationDiagnosticKind> All { get; } =
    [
        NotAnIdentifier, NameTaken, NoFieldName, AlsoTaken, Misplaced, Misspelt, InvalidName, InvalidGenerate, InvalidAccess, Namesake,
    ];

    private static GenerationDiagnosticKind Error(int number, string title) => new(Id(number), IsError: true, title);

    private static GenerationDiagnosticKind Warning(int number, string title) => new(Id(number), IsError: false, title);

    private static string Id(int number) => "VARLINK" + number.ToString("D3", CultureInfo.InvariantCulture);
}
