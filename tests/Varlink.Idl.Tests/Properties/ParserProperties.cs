using Varlink.Idl.Formatting;
using PropertiesAttribute = FsCheck.NUnit.PropertiesAttribute;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Varlink.Idl.Tests.Properties;

[Properties(Arbitrary = [typeof(Arbitraries)], MaxTest = 500, QuietOnSuccess = true)]
public class ParserProperties
{
    [Property]
    public void A_tree_survives_being_written_and_read(AnyTree any)
    {
        string text = IdlFormatter.Format(any.Tree);

        ParseResult result = IdlParser.Parse(text);

        Assert.That(result.Diagnostics, Is.Empty, text);
        Assert.That(result.Interface, Is.EqualTo(any.Tree), text);
        Assert.That(IdlFormatter.Format(result.Interface!), Is.EqualTo(text));
    }

    [Property]
    public void A_text_with_comments_anywhere_keeps_every_one_of_them(CommentedText commented)
    {
        ParseResult result = IdlParser.Parse(commented.Text);

        Assert.That(result.Diagnostics, Is.Empty, commented.Text);
        Soundness.CheckFormat(commented.Text, result.Interface!);
    }

    [Property]
    public void A_spoilt_text_gives_a_tree_or_says_what_is_wrong(MutatedText mutated) => Soundness.Check(mutated.Text);

    [Property]
    public void A_soup_of_tokens_gives_a_tree_or_says_what_is_wrong(TokenSoup soup) => Soundness.Check(soup.Text);

    [Property]
    public void Any_text_at_all_gives_a_tree_or_says_what_is_wrong(string? text) => Soundness.Check(text ?? string.Empty);

    [Test]
    public void Every_beginning_of_a_text_gives_a_tree_or_says_what_is_wrong()
    {
        for (int length = 0; length <= Certification.Text.Length; length++)
        {
            Soundness.Check(Certification.Text[..length]);
        }
    }

    [Test]
    public void A_text_without_any_one_of_its_tokens_gives_a_tree_or_says_what_is_wrong()
    {
        IReadOnlyList<string> tokens = Pieces.TokensOf(Certification.Text);
        for (int left = 0; left < tokens.Count; left++)
        {
            Soundness.Check(string.Join(' ', tokens.Where((_, i) => i != left)));
        }
    }
}
