using System.Text;
using System.Text.RegularExpressions;
using Podman.Testing.Programs;

namespace Podman.Testing.Tests.Programs;

public class LineDisciplineTests
{
    // Echo and reads as Linux has them.
    [TestCase("a", "a", "")]
    [TestCase(@"a\r", @"a\r\n", @"a\n|")]
    [TestCase(@"a\nb\n", @"a\r\nb\r\n", @"a\n|b\n|")]
    [TestCase(@"a\u007f\u007f\n", @"a\b \b\r\n", @"\n|")]
    [TestCase(@"xé\u007f\n", @"xé\b \b\r\n", @"x\n|")]
    [TestCase(@"\u0001\u007fb\n", @"^A\b \b\b \bb\r\n", @"b\n|")]
    [TestCase(@"abc\u0015d\n", @"abc\b \b\b \b\b \bd\r\n", @"d\n|")]
    [TestCase(@"ab\u0004", "ab", "ab|")]
    [TestCase(@"\u0004", "", "|")]
    [TestCase(@"\t\n", @"\t\r\n", @"\t\n|")]
    public void Lines_are_edited(string typed, string echo, string reads)
    {
        (string Echo, string Reads, string Signals) taken = Take(new LineDiscipline(new Terminal()), typed);

        Assert.That(taken, Is.EqualTo((echo, reads, "")));
    }

    [TestCase(@"one\ntwo\u0003three\n", "2", @"three\n|")]
    [TestCase(@"\u001c", "3", "")]
    [TestCase(@"\u001a", "20", "")]
    public void Keys_that_are_signals_drop_what_was_typed_before(string typed, string signals, string reads)
    {
        (string _, string takenReads, string takenSignals) = Take(new LineDiscipline(new Terminal()), typed);

        Assert.That((takenReads, takenSignals), Is.EqualTo((reads, signals)));
    }

    [Test]
    public void A_line_may_come_in_pieces()
    {
        var discipline = new LineDiscipline(new Terminal());

        Assert.That(Take(discipline, "a").Reads, Is.Empty);
        Assert.That(Take(discipline, "b\r").Reads, Is.EqualTo(@"ab\n|"));
    }

    [Test]
    public void What_is_left_of_a_line_is_read_once_lines_are_no_longer_edited()
    {
        var terminal = new Terminal();
        var discipline = new LineDiscipline(terminal);
        Take(discipline, "a");
        terminal.Settings = TerminalSettings.Sane.With("raw")!;

        Assert.That(Take(discipline, @"\r\u0003\u007f"), Is.EqualTo(("^M^C^?", @"a\r\u0003\u007f|", "")));
    }

    [TestCase("raw -echo", @"a\r\u0003", "", @"a\r\u0003|", "")]
    [TestCase("-icanon", @"a\u0003", "a^C", "", "2")]
    [TestCase("-isig", @"\u0003\n", @"^C\r\n", @"\u0003\n|", "")]
    [TestCase("-icrnl", @"a\r\n", @"a^M\r\n", @"a\r\n|", "")]
    [TestCase("-opost", @"a\n", @"a\n", @"a\n|", "")]
    [TestCase("raw cooked", @"a\r", @"a\r\n", @"a\n|", "")]
    [TestCase("raw -echo sane", @"a\r", @"a\r\n", @"a\n|", "")]
    public void The_words_of_stty_change_it(string words, string typed, string echo, string reads, string signals)
    {
        var terminal = new Terminal();
        terminal.Settings = words.Split(' ').Aggregate(terminal.Settings, (settings, word) => settings.With(word)!);

        Assert.That(Take(new LineDiscipline(terminal), typed), Is.EqualTo((echo, reads, signals)));
    }

    [TestCase("nosuch")]
    [TestCase("-sane")]
    public void Other_words_are_not_known(string word) => Assert.That(TerminalSettings.Sane.With(word), Is.Null);

    /// <summary>Types keys. Control characters are written as escapes, here and in what comes back: names of tests have none.</summary>
    private static (string Echo, string Reads, string Signals) Take(LineDiscipline discipline, string typed)
    {
        TypedKeys keys = discipline.Take(Encoding.UTF8.GetBytes(Regex.Unescape(typed)));
        string reads = string.Concat(keys.Reads.Select(read => $"{Escaped(read)}|"));
        return (Escaped(keys.Echo), reads, string.Join(',', keys.Signals));
    }

    private static string Escaped(byte[] bytes) => string.Concat(Encoding.UTF8.GetString(bytes).Select(character => character switch
    {
        '\r' => @"\r",
        '\n' => @"\n",
        '\t' => @"\t",
        '\b' => @"\b",
        < ' ' or '\u007f' => $@"\u{(int)character:x4}",
        _ => $"{character}",
    }));
}
