using Varlink.Idl.Parsing;

namespace Varlink.Idl.Tests;

/// <summary>How many slips of the finger lie between two words.</summary>
public class EditDistanceTests
{
    [TestCase("", "", 0)]
    [TestCase("", "abc", 3)]
    [TestCase("abc", "", 3)]
    [TestCase("image", "image", 0)]
    [TestCase("image", "IMAGE", 0)]
    [TestCase("image", "images", 1)]
    [TestCase("mage", "image", 1)]
    [TestCase("imge", "image", 1)]
    [TestCase("imagge", "image", 1)]
    [TestCase("inage", "image", 1)]
    [TestCase("miage", "image", 1)]
    [TestCase("imaeg", "image", 1)]
    [TestCase("miaeg", "image", 2)]
    [TestCase("ab", "ba", 1)]
    [TestCase("abc", "cab", 2)]
    [TestCase("abcdef", "badcfe", 3)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("abc", "xyz", 3)]
    public void Is_the_number_of_letters_to_change(string left, string right, int distance)
    {
        Assert.That(EditDistance.Between(left, right), Is.EqualTo(distance));
        Assert.That(EditDistance.Between(right, left), Is.EqualTo(distance));
    }

    [Test]
    public void Words_that_nobody_types_are_not_compared()
    {
        string longest = new('a', EditDistance.LongestWord);
        Assert.That(EditDistance.Between(longest, longest), Is.Zero);
        Assert.That(EditDistance.Between(longest + "a", longest), Is.EqualTo(int.MaxValue));
        Assert.That(EditDistance.Between(longest, longest + "a"), Is.EqualTo(int.MaxValue));
    }

    [TestCase("Ab", "Xb", null)] // Two letters: all such words are close to each other.
    [TestCase("Abc", "Xbc", "Abc")]
    [TestCase("Abcde", "Xycde", null)]
    [TestCase("Abcdef", "Xycdef", "Abcdef")]
    [TestCase("Abcdefghijk", "Xyzdefghijk", null)]
    [TestCase("Abcdefghijkl", "Xyzdefghijkl", "Abcdefghijkl")]
    [TestCase("Abcdefghijklm", "Vwxyefghijklm", null)]
    public void The_longer_a_word_the_more_slips_are_forgiven(string declared, string written, string? found) =>
        Assert.That(new NameSuggester([declared]).Closest(written), Is.EqualTo(found));

    [Test]
    public void The_first_of_the_closest_is_proposed() =>
        Assert.That(new NameSuggester(["Contaiter", "Container", "Containes"]).Closest("Containe"), Is.EqualTo("Container"));

    [Test]
    public void A_text_of_nothing_but_unknown_names_is_not_compared_without_end()
    {
        string[] many = [.. Enumerable.Range(0, 9_999).Select(number => $"Unlike{number}"), "Container"];
        var suggester = new NameSuggester(many);
        Assert.That(suggester.Closest("Conatiner"), Is.EqualTo("Container"));
        Assert.That(suggester.Closest("Conatiner"), Is.EqualTo("Container"));
        Assert.That(suggester.Closest("Conatiner"), Is.Null);
    }
}
