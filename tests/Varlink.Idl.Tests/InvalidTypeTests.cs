namespace Varlink.Idl.Tests;

public class InvalidTypeTests
{
    [TestCase("type T (a: «Nope»)", "UnresolvedName")]
    [TestCase("type T (a: «Nope», b: []?[string]«Nope»)", "UnresolvedName UnresolvedName")]
    [TestCase("method M(a: «T») -> (b: (c: «U»))", "UnresolvedName UnresolvedName")]
    [TestCase("type T (a: «String»)", "UnresolvedName")]
    [TestCase("type T (a: «integer»)", "UnknownType")]
    [TestCase("type T (a: «strnig»)", "UnknownType")]
    [TestCase("type T (a: «foo»)", "UnknownType")]
    [TestCase("type T (a: «3»)", "UnknownType")]
    [TestCase("type T (a: «M»)\nmethod M() -> ()", "NotAType")]
    [TestCase("error E (a: ?«E»)", "NotAType")]
    [TestCase("type T (a: «org.example.T»)", "QualifiedType")]
    [TestCase("type T (a: []«org.example.other.U», b: «Nope»)", "QualifiedType UnresolvedName")]
    [TestCase("type T (a: «U_V»)", "UnresolvedName")]
    public void A_name_stands_for_a_type_of_the_interface(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type T (a: «)»", "TypeExpected")]
    [TestCase("type T (a: «,» b: int)", "TypeExpected")]
    [TestCase("type T (a:\n  «b»: int)", "TypeExpected")]
    [TestCase("type T (a: []«)»", "TypeExpected")]
    [TestCase("type T (a: «]», b: «Nope»)", "TypeExpected UnresolvedName")]
    [TestCase("type T (a:«:» int)", "TypeExpected")]
    public void A_type_stands_behind_the_colon(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);

    [TestCase("type T (a: ?«?»int)", "DoubleNullable")]
    [TestCase("type T (a: ? «?» «?»int)", "DoubleNullable DoubleNullable")]
    [TestCase("type T (a: []?«?»«Nope»)", "DoubleNullable UnresolvedName")]
    [TestCase("type T (a: [«int»]string)", "InvalidMapKey")]
    [TestCase("type T (a: [«T»]«Nope»)", "InvalidMapKey UnresolvedName")]
    [TestCase("type T (a: [«3»]int)", "InvalidMapKey")]
    [TestCase("type T (a: [«int», b: «Nope»)", "UnclosedBracket UnresolvedName")]
    [TestCase("type T (a: [string «int»)", "UnclosedBracket")]
    [TestCase("type T (a: [string«)»", "UnclosedBracket")]
    public void Wrappers_are_well_formed(string marked, string kinds) => MarkedText.OfMembers(marked).AssertGives(kinds);
}
