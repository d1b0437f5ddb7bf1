namespace Varlink.Idl.Tests;

public class InvalidMemberTests
{
    [TestCase("«hello»", "MemberExpected")]
    [TestCase("type A ()\n«42»\ntype B ()", "MemberExpected")]
    [TestCase("type A ()«,»\ntype B ()", "MemberExpected")]
    [TestCase("«(»a: int)\ntype B (b: «Nope»)", "MemberExpected UnresolvedName")]
    [TestCase("type A ()«)»\ntype B ()", "UnexpectedClosingParenthesis")]
    [TestCase("«interface» org.example.other\ntype B (b: «Nope»)", "SecondInterface UnresolvedName")]
    public void What_is_no_member_is_reported_once(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("«typ» Foo (a: int)\ntype B (foo: Foo)", "UnknownKeyword")]
    [TestCase("«Type» Foo (a: int)\ntype B (foo: Foo)", "UnknownKeyword")]
    [TestCase("«struct» Foo (a: int)\ntype B (foo: Foo)", "UnknownKeyword")]
    [TestCase("«enum» Foo (a, b)\ntype B (foo: Foo)", "UnknownKeyword")]
    [TestCase("«mehtod» Foo() -> (a: «Nope»)", "UnknownKeyword UnresolvedName")]
    [TestCase("«func» Foo() -> ()", "UnknownKeyword")]
    [TestCase("«exception» Foo ()", "UnknownKeyword")]
    [TestCase("«Foo» (a: int)\ntype B (foo: Foo, bar: «Bar»)", "UnknownKeyword UnresolvedName")]
    [TestCase("«Foo»(a: int) -> (b: «Bar»)", "UnknownKeyword UnresolvedName")]
    [TestCase("«whatever» Foo (a: int) -> ()\ntype B (foo: Foo)", "UnknownKeyword")]
    public void A_wrong_keyword_does_not_hide_the_rest_of_the_member(string marked, string kinds) =>
        MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("«typeFoo» (a: int)\ntype B (foo: Foo)", "MissingBlank")]
    [TestCase("«methodFoo»() -> ()", "MissingBlank")]
    [TestCase("«errorFoo» ()", "MissingBlank")]
    [TestCase("«methodFoo»(a: «Nope») -> ()\ntype «Foo» ()", "MissingBlank UnresolvedName DuplicateMember")]
    public void A_missing_blank_after_the_keyword_is_seen(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type «(»a: int)", "MemberNameExpected")]
    [TestCase("method «(») -> ()", "MemberNameExpected")]
    [TestCase("error «(»)", "MemberNameExpected")]
    [TestCase("type «»", "UnfinishedFile")]
    [TestCase("type\n«method» Foo() -> ()", "MemberNameExpected")]
    [TestCase("type «(»a: int)\ntype B (a: Nameless)", "MemberNameExpected")]
    [TestCase("type «[» Foo (a: int)\ntype B (a: Foo)", "UnexpectedToken")]
    [TestCase("type «type» Foo (a: int)", "MemberNameExpected")]
    public void A_missing_name_is_seen(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type «foo» (a: int)", "InvalidMemberName")]
    [TestCase("type «foo» (a: int)\ntype B (foo: foo)", "InvalidMemberName")]
    [TestCase("type «1Foo» (a: int)", "InvalidMemberName")]
    [TestCase("method «2»() -> ()", "InvalidMemberName")]
    [TestCase("error «not_found» ()", "InvalidMemberName")]
    [TestCase("type «Foo_Bar» (a: int)", "InvalidMemberName")]
    [TestCase("type «Foo-Bar» (a: int)", "InvalidMemberName")]
    [TestCase("type «org.example.Foo» (a: int)", "InvalidMemberName")]
    [TestCase("type «Größe» (a: int)", "InvalidMemberName")]
    [TestCase("type «_» (a: int)", "InvalidMemberName")]
    public void An_invalid_name_is_seen(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type Foo ()\ntype «Foo» ()", "DuplicateMember")]
    [TestCase("type Foo ()\nmethod «Foo»() -> ()\nerror «Foo» ()", "DuplicateMember DuplicateMember")]
    [TestCase("method Foo() -> ()\nerror «Foo» ()", "DuplicateMember")]
    [TestCase("type Foo ()\n«typ» «Foo» ()", "UnknownKeyword DuplicateMember")]
    public void Members_share_one_namespace(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type T «string»", "TypeWithoutDefinition")]
    [TestCase("type T «[»]string\ntype B (t: T)", "TypeWithoutDefinition")]
    [TestCase("type T «?»«Nope»", "TypeWithoutDefinition UnresolvedName")]
    [TestCase("type T «[»](a: int)", "TypeWithoutDefinition")]
    [TestCase("type «T»", "TypeWithoutDefinition")]
    [TestCase("type «T»\nmethod M() -> ()", "TypeWithoutDefinition")]
    [TestCase("type T «=» (a: int)", "UnexpectedCharacter")]
    [TestCase("type T (a: int) «->» (b: int)\ntype B ()", "ReplyOfNonMethod")]
    public void A_type_is_a_struct_or_an_enum(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("error «E»", "ErrorWithoutParameters")]
    [TestCase("error «E»\nerror F ()", "ErrorWithoutParameters")]
    [TestCase("error «E» string", "ErrorWithoutParameters")]
    [TestCase("error «E» # nothing\ntype T ()", "ErrorWithoutParameters")]
    [TestCase("error E () «->» ()", "ReplyOfNonMethod")]
    [TestCase("error E («a», «b»)", "FieldWithoutType FieldWithoutType")]
    public void An_error_has_parameters(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("method «M»", "MethodWithoutParameters")]
    [TestCase("method «M»: (a: int) -> ()", "MethodWithoutParameters")]
    [TestCase("method M(a: int«,» ) b: int) -> ()", "TrailingComma")]
    [TestCase("method M(«a») : int) -> ()", "FieldWithoutType")]
    [TestCase("method M(a: int) «:» int", "MethodWithoutReply")]
    [TestCase("method «M» M(a: int) -> (b: «Nope»)", "MethodWithoutParameters UnresolvedName")]
    [TestCase("method «M» -> ()", "MethodWithoutParameters")]
    [TestCase("method M(«)»", "MethodWithoutReply")]
    [TestCase("method M(«)»\ntype T (a: «Nope»)", "MethodWithoutReply UnresolvedName")]
    [TestCase("method M() «(»)", "MethodWithoutReply")]
    [TestCase("method M() «:» (a: int)", "MethodWithoutReply")]
    [TestCase("method M() «=>» (a: int)", "UnexpectedCharacter")]
    [TestCase("method M() «->»", "MethodWithoutReply")]
    [TestCase("method M() «->»\ntype T ()", "MethodWithoutReply")]
    [TestCase("method M() -> «string»", "MethodWithoutReply")]
    [TestCase("method M() -> «[»]«Nope»\ntype T ()", "MethodWithoutReply UnresolvedName")]
    [TestCase("method M(«a») -> («b»)", "FieldWithoutType FieldWithoutType")]
    [TestCase("method M() -> () «->» ()", "MemberExpected")]
    public void A_method_has_parameters_and_a_reply(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);
}
