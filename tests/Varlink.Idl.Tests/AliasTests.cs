namespace Varlink.Idl.Tests;

/// <summary>What other languages call a type is understood, and answered with this language's name for it.</summary>
public class AliasTests
{
    [TestCase("bool", "boolean")]
    [TestCase("int", "byte short long integer int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 i8 i16 i32 i64 u8 u16 u32 u64 usize")]
    [TestCase("float", "number f32 f64 double real float32 float64")]
    [TestCase("string", "str text char bytes date datetime uuid")]
    [TestCase("[string]T", "map dict dictionary")]
    [TestCase("[]T", "list array")]
    [TestCase("[string]()", "set")]
    [TestCase("any", "json")]
    public void A_type_of_another_language_is_told_with_the_name_of_this_one(string meant, string words)
    {
        foreach (string word in words.Split(' '))
        {
            Assert.That(MessageOf($"type T (a: {word})"), Is.EqualTo($"'{word}' is not a type: did you mean '{meant}'?"));
        }
    }

    [TestCase("Bool", "bool")]
    [TestCase("Int", "int")]
    [TestCase("Float", "float")]
    [TestCase("String", "string")]
    [TestCase("Object", "object")]
    [TestCase("Any", "any")]
    [TestCase("Int32", "int")]
    public void So_is_one_that_is_written_large(string word, string meant) =>
        Assert.That(MessageOf($"type T (a: {word})"), Is.EqualTo($"'{word}' is not declared: did you mean '{meant}'?"));

    [TestCase("type", "struct record enum message typedef typ tpye")]
    [TestCase("method", "function func call rpc methd mehtod")]
    [TestCase("error", "exception eror errors")]
    public void Nor_is_a_keyword_of_another_language_strange(string meant, string words)
    {
        foreach (string word in words.Split(' '))
        {
            Assert.That(MessageOf($"{word} T (a: int)"), Is.EqualTo($"'{word}' does not start a member: did you mean '{meant}'?"));
        }
    }

    private static string MessageOf(string members) => IdlParser.Parse("interface org.example " + members).Diagnostics[0].Message;
}
