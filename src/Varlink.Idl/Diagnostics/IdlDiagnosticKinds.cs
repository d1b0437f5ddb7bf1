using System.Globalization;

namespace Varlink.Idl.Diagnostics;

/// <summary>Every kind of diagnostic that <see cref="IdlParser"/> reports. Each has a page of its own in docs/diagnostics.</summary>
public static class IdlDiagnosticKinds
{
    /// <summary>A character has no meaning in an interface.</summary>
    public static IdlDiagnosticKind UnexpectedCharacter { get; } = Error(1, "A character has no meaning in an interface");

    /// <summary>A comment starts with '#'.</summary>
    public static IdlDiagnosticKind WrongCommentMarker { get; } = Error(2, "A comment starts with '#'");

    /// <summary>The file does not start with 'interface' and a name.</summary>
    public static IdlDiagnosticKind InterfaceExpected { get; } = Error(3, "The file does not start with 'interface' and a name");

    /// <summary>The name of the interface is not a reverse-domain name.</summary>
    public static IdlDiagnosticKind InvalidInterfaceName { get; } = Error(4, "The name of the interface is not a reverse-domain name");

    /// <summary>A label of the interface's name ends in a dash.</summary>
    public static IdlDiagnosticKind LabelEndsInDash { get; } = Warning(5, "A label of the interface's name ends in a dash");

    /// <summary>A file holds one interface.</summary>
    public static IdlDiagnosticKind SecondInterface { get; } = Error(6, "A file holds one interface");

    /// <summary>Only 'type', 'method' and 'error' may stand here.</summary>
    public static IdlDiagnosticKind MemberExpected { get; } = Error(7, "Only 'type', 'method' and 'error' may stand here");

    /// <summary>A member starts with 'type', 'method' or 'error'.</summary>
    public static IdlDiagnosticKind UnknownKeyword { get; } = Error(8, "A member starts with 'type', 'method' or 'error'");

    /// <summary>A blank is missing between the keyword and the name.</summary>
    public static IdlDiagnosticKind MissingBlank { get; } = Error(9, "A blank is missing between the keyword and the name");

    /// <summary>A member has no name.</summary>
    public static IdlDiagnosticKind MemberNameExpected { get; } = Error(10, "A member has no name");

    /// <summary>The name of a member is not valid.</summary>
    public static IdlDiagnosticKind InvalidMemberName { get; } = Error(11, "The name of a member is not valid");

    /// <summary>Two members have the same name.</summary>
    public static IdlDiagnosticKind DuplicateMember { get; } = Error(12, "Two members have the same name");

    /// <summary>A type is neither a struct nor an enum.</summary>
    public static IdlDiagnosticKind TypeWithoutDefinition { get; } = Error(13, "A type is neither a struct nor an enum");

    /// <summary>A method has no parameter list.</summary>
    public static IdlDiagnosticKind MethodWithoutParameters { get; } = Error(14, "A method has no parameter list");

    /// <summary>A method does not say what it returns.</summary>
    public static IdlDiagnosticKind MethodWithoutReply { get; } = Error(15, "A method does not say what it returns");

    /// <summary>An error has no parameter list.</summary>
    public static IdlDiagnosticKind ErrorWithoutParameters { get; } = Error(16, "An error has no parameter list");

    /// <summary>Only methods have a reply.</summary>
    public static IdlDiagnosticKind ReplyOfNonMethod { get; } = Error(17, "Only methods have a reply");

    /// <summary>The name of a field is missing.</summary>
    public static IdlDiagnosticKind FieldNameExpected { get; } = Error(18, "The name of a field is missing");

    /// <summary>The name of a field or of an enum value is not valid.</summary>
    public static IdlDiagnosticKind InvalidFieldName { get; } = Error(19, "The name of a field or of an enum value is not valid");

    /// <summary>Not every implementation reads this name.</summary>
    public static IdlDiagnosticKind UnusualFieldName { get; } = Warning(20, "Not every implementation reads this name");

    /// <summary>Two fields of a struct have the same name.</summary>
    public static IdlDiagnosticKind DuplicateField { get; } = Error(21, "Two fields of a struct have the same name");

    /// <summary>An enum has the same value twice.</summary>
    public static IdlDiagnosticKind DuplicateEnumValue { get; } = Error(22, "An enum has the same value twice");

    /// <summary>A field of a struct has no type.</summary>
    public static IdlDiagnosticKind FieldWithoutType { get; } = Error(23, "A field of a struct has no type");

    /// <summary>A value of an enum has a type.</summary>
    public static IdlDiagnosticKind EnumValueWithType { get; } = Error(24, "A value of an enum has a type");

    /// <summary>The ':' between a field and its type is missing.</summary>
    public static IdlDiagnosticKind MissingColon { get; } = Error(25, "The ':' between a field and its type is missing");

    /// <summary>A type is missing.</summary>
    public static IdlDiagnosticKind TypeExpected { get; } = Error(26, "A type is missing");

    /// <summary>The word is not a type of the language.</summary>
    public static IdlDiagnosticKind UnknownType { get; } = Error(27, "The word is not a type of the language");

    /// <summary>No type of this name is declared.</summary>
    public static IdlDiagnosticKind UnresolvedName { get; } = Error(28, "No type of this name is declared");

    /// <summary>The name of a method or of an error is used as a type.</summary>
    public static IdlDiagnosticKind NotAType { get; } = Error(29, "The name of a method or of an error is used as a type");

    /// <summary>A type of another interface is used.</summary>
    public static IdlDiagnosticKind QualifiedType { get; } = Error(30, "A type of another interface is used");

    /// <summary>A nullable type is made nullable again.</summary>
    public static IdlDiagnosticKind DoubleNullable { get; } = Error(31, "A nullable type is made nullable again");

    /// <summary>The keys of a map are strings.</summary>
    public static IdlDiagnosticKind InvalidMapKey { get; } = Error(32, "The keys of a map are strings");

    /// <summary>A '[' is not closed.</summary>
    public static IdlDiagnosticKind UnclosedBracket { get; } = Error(33, "A '[' is not closed");

    /// <summary>'?' and '[]' stand before the type.</summary>
    public static IdlDiagnosticKind WrapperAfterType { get; } = Error(34, "'?' and '[]' stand before the type");

    /// <summary>A comma stands behind the last field.</summary>
    public static IdlDiagnosticKind TrailingComma { get; } = Error(35, "A comma stands behind the last field");

    /// <summary>Nothing stands before a comma.</summary>
    public static IdlDiagnosticKind SuperfluousComma { get; } = Error(36, "Nothing stands before a comma");

    /// <summary>A comma is missing between two fields.</summary>
    public static IdlDiagnosticKind MissingComma { get; } = Error(37, "A comma is missing between two fields");

    /// <summary>A '(' is not closed.</summary>
    public static IdlDiagnosticKind UnclosedParenthesis { get; } = Error(38, "A '(' is not closed");

    /// <summary>A ')' closes nothing.</summary>
    public static IdlDiagnosticKind UnexpectedClosingParenthesis { get; } = Error(39, "A ')' closes nothing");

    /// <summary>Something stands where it does not belong.</summary>
    public static IdlDiagnosticKind UnexpectedToken { get; } = Error(40, "Something stands where it does not belong");

    /// <summary>The file ends too early.</summary>
    public static IdlDiagnosticKind UnfinishedFile { get; } = Error(41, "The file ends too early");

    /// <summary>A type is nested too deep.</summary>
    public static IdlDiagnosticKind NestingTooDeep { get; } = Error(42, "A type is nested too deep");

    /// <summary>All kinds, by id.</summary>
    public static IReadOnlyList<IdlDiagnosticKind> All { get; } =
    [
        UnexpectedCharacter,
        WrongCommentMarker,
        InterfaceExpected,
        InvalidInterfaceName,
        LabelEndsInDash,
        SecondInterface,
        MemberExpected,
        UnknownKeyword,
        MissingBlank,
        MemberNameExpected,
        InvalidMemberName,
        DuplicateMember,
        TypeWithoutDefinition,
        MethodWithoutParameters,
        MethodWithoutReply,
        ErrorWithoutParameters,
        ReplyOfNonMethod,
        FieldNameExpected,
        InvalidFieldName,
        UnusualFieldName,
        DuplicateField,
        DuplicateEnumValue,
        FieldWithoutType,
        EnumValueWithType,
        MissingColon,
        TypeExpected,
        UnknownType,
        UnresolvedName,
        NotAType,
        QualifiedType,
        DoubleNullable,
        InvalidMapKey,
        UnclosedBracket,
        WrapperAfterType,
        TrailingComma,
        SuperfluousComma,
        MissingComma,
        UnclosedParenthesis,
        UnexpectedClosingParenthesis,
        UnexpectedToken,
        UnfinishedFile,
        NestingTooDeep,
    ];

    private static IdlDiagnosticKind Error(int number, string title) => new(Id(number), IdlSeverity.Error, title);

    private static IdlDiagnosticKind Warning(int number, string title) => new(Id(number), IdlSeverity.Warning, title);

    private static string Id(int number) => "VARLINK" + number.ToString("D3", CultureInfo.InvariantCulture);
}
