namespace Varlink.Idl.Tests;

public class InvalidFieldTests
{
    [TestCase("type T (a: int«,»)", "TrailingComma")]
    [TestCase("type T (a: int«,»\n)", "TrailingComma")]
    [TestCase("type T (a, b«,» # last\n)", "TrailingComma")]
    [TestCase("method M(a: int«,») -> (b: int«,»)", "TrailingComma TrailingComma")]
    [TestCase("type T («,»)", "SuperfluousComma")]
    [TestCase("type T («,» a: int)", "SuperfluousComma")]
    [TestCase("type T (a: int,«,» b: int)", "SuperfluousComma")]
    [TestCase("type T (a: int,«,»«,» b: int)", "SuperfluousComma SuperfluousComma")]
    [TestCase("type T (a: int «b»: int)", "MissingComma")]
    [TestCase("type T (\n  a: int\n  «b»: int\n  «type»: string\n)", "MissingComma MissingComma")]
    [TestCase("type T (a «b» «c»)", "MissingComma MissingComma")]
    [TestCase("type T (\n  a\n  «B»\n)", "MissingComma")]
    [TestCase("type T (a: int«;» b: int)", "UnexpectedCharacter")]
    public void Commas_stand_between_fields(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type T («»", "UnfinishedFile")]
    [TestCase("type T (a«»", "UnfinishedFile")]
    [TestCase("type T (a:«»", "UnfinishedFile")]
    [TestCase("type T (a: int«»", "UnfinishedFile")]
    [TestCase("type T (a: int,\n«»", "UnfinishedFile")]
    [TestCase("type T (a: (b: int«»", "UnfinishedFile")]
    [TestCase("type T (a: [«»", "UnfinishedFile")]
    [TestCase("type T (a: []«»", "UnfinishedFile")]
    [TestCase("type T (a: ?«»", "UnfinishedFile")]
    [TestCase("type T (a: [string«»", "UnfinishedFile")]
    [TestCase("method M(«»", "UnfinishedFile")]
    [TestCase("method M() -> («»", "UnfinishedFile")]
    [TestCase("type T (\n  a: int\n# and so on«»", "UnfinishedFile")]
    [TestCase("type T (a: int\n«type» U (b: «Nope»)", "UnclosedParenthesis UnresolvedName")]
    [TestCase("type T (a: int,\n\n«method» M() -> ()", "UnclosedParenthesis")]
    [TestCase("type T (a: int «method» M() -> ()", "UnclosedParenthesis")]
    [TestCase("type T (a, b\n«error» «E»\ntype U ()", "UnclosedParenthesis ErrorWithoutParameters")]
    [TestCase("method M(a: int «->» (b: int)", "UnclosedParenthesis")]
    [TestCase("method M(a: (b: int) «->» (c: int)\ntype U ()", "UnclosedParenthesis")]
    public void A_parenthesis_that_is_not_closed_ends_at_the_next_member(string marked, string kinds) =>
        MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type T («1a»: int)", "InvalidFieldName")]
    [TestCase("type T («_a»: int)", "InvalidFieldName")]
    [TestCase("type T («a-b»: int)", "InvalidFieldName")]
    [TestCase("type T («a.b»: int)", "InvalidFieldName")]
    [TestCase("type T («größe»: int)", "InvalidFieldName")]
    [TestCase("type T (one, «2nd»)", "InvalidFieldName")]
    [TestCase("type T («\"»a«\"»: int)", "UnexpectedCharacter UnexpectedCharacter")]
    [TestCase("type T («:» int)", "FieldNameExpected")]
    [TestCase("type T («[»]string, b: «Nope»)", "FieldNameExpected UnresolvedName")]
    [TestCase("type T («?»string)", "FieldNameExpected")]
    [TestCase("type T («(»a: int))", "UnexpectedToken")]
    public void A_field_has_a_valid_name(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type T («a__b»: int)", "UnusualFieldName")]
    [TestCase("type T («a_»: int)", "UnusualFieldName")]
    [TestCase("type T («a_», «b__c»)", "UnusualFieldName UnusualFieldName")]
    public void Unusual_underscores_are_accepted_with_a_warning(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type T (a: int, «a»: string)", "DuplicateField")]
    [TestCase("type T (a: int, b: (a: int, «a»: int), «a»: int)", "DuplicateField DuplicateField")]
    [TestCase("method M(a: int, «a»: int) -> (a: int)", "DuplicateField")]
    [TestCase("type T (a, b, «a»)", "DuplicateEnumValue")]
    [TestCase("type T (a: (x, «x»))", "DuplicateEnumValue")]
    public void A_name_is_used_once_in_a_list(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type T (a: int, «b»)", "FieldWithoutType")]
    [TestCase("type T (a: int, «b», c: int, «d»)", "FieldWithoutType FieldWithoutType")]
    [TestCase("type T (a, «b»: int)", "EnumValueWithType")]
    [TestCase("type T (a, «b»: int, c)", "EnumValueWithType")]
    [TestCase("type T (a: int, b: (c, «d»: int), «e»)", "EnumValueWithType FieldWithoutType")]
    [TestCase("type T (a «int»)", "MissingColon")]
    [TestCase("type T (a «T»)", "MissingColon")]
    [TestCase("type T (a «[»]string, b: int)", "MissingColon")]
    [TestCase("type T (a «?»int)", "MissingColon")]
    [TestCase("type T (a «(»b: int))", "MissingColon")]
    [TestCase("type T (a «=» int)", "UnexpectedCharacter")]
    public void A_list_is_either_a_struct_or_an_enum(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type T (a: int«:» string, b: «Nope»)", "UnexpectedToken UnresolvedName")]
    [TestCase("type T (a: int «]», b: «Nope»)", "UnexpectedToken UnresolvedName")]
    [TestCase("type T (a: int «(»x: int), b: «Nope»)", "UnexpectedToken UnresolvedName")]
    [TestCase("type T (a: string«?»)", "WrapperAfterType")]
    [TestCase("type T (a«?»: string, b: «Nope»)", "WrapperAfterType UnresolvedName")]
    [TestCase("type T (a: int «string», b: int)", "UnexpectedToken")]
    [TestCase("type T (a: int, «int» b: int, c: «Nope»)", "UnexpectedToken UnresolvedName")]
    [TestCase("type T (a«(»: int)", "UnexpectedToken")]
    [TestCase("type T (a«[»: int)", "UnexpectedToken")]
    [TestCase("type T (\n  a: (\n    one,\n    two,\n  «b»: int,\n  c: «Nope»\n)", "UnclosedParenthesis UnresolvedName")]
    [TestCase("type T (a: string«[»], b: int)", "WrapperAfterType")]
    [TestCase("type T «{»a: int«}»", "UnexpectedCharacter UnexpectedCharacter")]
    [TestCase("type T (a: int) «// done»\ntype U ()", "WrongCommentMarker")]
    [TestCase("type T (a: int «\u0000\u0001»)", "UnexpectedCharacter")]
    [TestCase("type T (a: int «\U0001F600»)", "UnexpectedCharacter")]
    public void What_does_not_belong_there_is_seen(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);
}
