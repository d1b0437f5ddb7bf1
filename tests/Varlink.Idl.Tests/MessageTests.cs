using System.Globalization;

namespace Varlink.Idl.Tests;

/// <summary>The messages that depend on more than their kind: what they propose has to be right.</summary>
public class MessageTests
{
    [TestCase("type Container () type T (a: Contaner)", "'Contaner' is not declared: did you mean 'Container'?")]
    [TestCase("type Container () type T (a: container)", "'container' is not a type: did you mean 'Container'?")]
    [TestCase("type Container () type Containers () type T (a: Conatiner)", "'Conatiner' is not declared: did you mean 'Container'?")]
    [TestCase("type ImageInfo () type T (a: Image)", "'Image' is not declared: declare it, or correct the name.")]
    [TestCase("type Ab () type T (a: Xy)", "'Xy' is not declared: declare it, or correct the name.")]
    [TestCase("error Container () type T (a: Contaner)", "'Contaner' is not declared: declare it, or correct the name.")]
    [TestCase("type T (a: Boolean)", "'Boolean' is not declared: did you mean 'bool'?")]
    [TestCase("type T (a: foat)", "'foat' is not a type: did you mean 'float'?")]
    [TestCase("type T (a: list)", "'list' is not a type: did you mean '[]T'?")]
    [TestCase("type U () type T (a: org.other.U)", "'org.other.U' is a name with a dot, and types of other interfaces cannot be used: write 'U' if the type of this interface is meant.")]
    [TestCase("type T (a: org.other.U)", "'org.other.U' is a name with a dot, and types of other interfaces cannot be used: declare 'U' in this interface and use that.")]
    [TestCase("type not_found ()", "'not_found' is not a valid name here, which starts with an upper-case letter and goes on with letters and digits: write 'NotFound'.")]
    [TestCase("type 9Lives ()", "'9Lives' is not a valid name here, which starts with an upper-case letter and goes on with letters and digits: write another name.")]
    [TestCase("type T (a-b: int)", "'a-b' is not a valid name here, which starts with a letter and goes on with letters, digits and single underscores: write 'a_b'.")]
    [TestCase("type T (a: int, b)", "The field 'b' has no type: write ':' and a type after 'b'.")]
    [TestCase("type T (a: int,)", "Nothing follows this comma: remove the comma.")]
    [TestCase("typeFoo (a: int)", "A blank is missing after 'type': write 'type Foo'.")]
    [TestCase("typ Foo (a: int)", "'typ' does not start a member: did you mean 'type'?")]
    [TestCase("type T ()\ntype T ()", "'T' is already declared in line 1: give one of the two another name. Types, methods and errors share their names.")]
    [TestCase("type T (\n  a: int", "The file ends too early: write ')' to close the '(' in line 1.")]
    [TestCase("type T (a: i64)", "'i64' is not a type: did you mean 'int'?")]
    [TestCase("type T (a: int = 4)", "'=' has no meaning here: the type of a field stands after ':', the definition of a type directly after its name. There are no default values.")]
    [TestCase("type T (a | b)", "'|' has no meaning here: the values of an enum are separated by ','; a field has one type.")]
    [TestCase("type T: (a: int)", "':' does not belong here: remove it. The definition of a type stands directly after its name.")]
    [TestCase("method M() \u2192 ()", "The character U+2192 has no meaning here: write '->' between the parameters of a method and those of its reply.")]
    [TestCase("method M() \u2014> ()", "The character U+2014 has no meaning here: write '->' between the parameters of a method and those of its reply.")]
    [TestCase("method M() - ()", "'-' has no meaning here: write '->' between the parameters of a method and those of its reply.")]
    [TestCase("method M() > ()", "'>' has no meaning here: write '->' before the reply of a method, or remove it.")]
    [TestCase("method M() -> void", "A reply without parameters is an empty list: write '()'.")]
    [TestCase("# A comment that\nwas broken", "'was' does not start a member: write 'type', 'method' or 'error', or '#' before it if it is a comment.")]
    [TestCase("type T (a: int \u0007)", "The character U+0007 has no meaning here: remove it.")]
    public void A_message_says_what_to_write(string members, string message) =>
        Assert.That(IdlParser.Parse("interface org.example " + members).Diagnostics.Single().Message, Is.EqualTo(message));

    [Test]
    public void A_brace_behind_the_name_of_the_interface_is_told_from_one_in_place_of_a_parenthesis() => Assert.That(
        IdlParser.Parse("interface org.example.shop {\n  type T {a: int}\n}").Diagnostics.Select(item => item.Message).Take(2),
        Is.EqualTo(new[]
        {
            "'{' has no meaning here: remove it, and the '}' that closes it. The members simply follow the name of the interface.",
            "'{' has no meaning here: write '(' instead.",
        }));

    [TestCase("sv-SE")]
    [TestCase("ar-SA")]
    [TestCase("fa-IR")]
    public void A_message_is_the_same_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        A_message_says_what_to_write("type T (\n  a: int", "The file ends too early: write ')' to close the '(' in line 1.");
    }

    [Test]
    public void A_message_repeats_no_endless_name() =>
        Assert.That(IdlParser.Parse($"interface org.example type T (a: {new string('A', 10_000)})").Diagnostics.Single().Message, Has.Length.LessThan(200));
}
