using System.Text;
using Microsoft.Extensions.Time.Testing;
using Podman.Testing.Logs;

namespace Podman.Testing.Tests.Logs;

public class ContainerLogTests
{
    private const string Stamp = "2026-11-23T21:11:41.500000000+00:00 ";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 21, 11, 41, 500, TimeSpan.Zero));

    private static IReadOnlyList<string> All(ContainerLog log)
    {
        int position = 0;
        return log.Read(ref position);
    }

    [Test]
    public void Lines_have_the_recorded_form()
    {
        var log = new ContainerLog(_time);

        log.Append("stdout", "out1\nout2\n"u8);
        log.Append("stderr", "err1\n"u8);
        log.Append("stdout", "\n"u8);

        Assert.That(All(log), Is.EqualTo(new[]
        {
            Stamp + "stdout F out1\n", Stamp + "stdout F out2\n", Stamp + "stderr F err1\n", Stamp + "stdout F \n",
        }));
    }

    [Test]
    public void What_has_no_newline_is_a_part_at_once_and_its_rest_a_line()
    {
        var log = new ContainerLog(_time);

        log.Append("stdout", "part"u8);
        log.Append("stdout", "ial\nlast"u8);

        Assert.That(All(log), Is.EqualTo(new[] { Stamp + "stdout P part\n", Stamp + "stdout F ial\n", Stamp + "stdout P last\n" }));
    }

    [Test]
    public void A_line_of_100000_characters_is_cut_as_recorded()
    {
        var log = new ContainerLog(_time);

        log.Append("stdout", Encoding.ASCII.GetBytes(new string('x', 100_000) + "\nend\n"));

        IReadOnlyList<string> lines = All(log);
        Assert.That(lines, Has.Count.EqualTo(14));
        Assert.That(lines.Take(12).Select(l => l.Length), Is.All.EqualTo(8238));
        Assert.That(lines.Take(12), Is.All.StartsWith(Stamp + "stdout P "));
        Assert.That(lines[12], Has.Length.EqualTo(1742).And.StartsWith(Stamp + "stdout F "));
        Assert.That(lines[13], Is.EqualTo(Stamp + "stdout F end\n"));
    }

    [Test]
    public void Bytes_that_are_no_text_become_one_replacement_character_each()
    {
        Assert.That(LogText.Decode([0xFF, 0xFE, (byte)' ', (byte)'b']), Is.EqualTo("\uFFFD\uFFFD b"));
        Assert.That(LogText.Decode("ünïcödé ✓ 日本 😀"u8), Is.EqualTo("ünïcödé ✓ 日本 😀"));
        Assert.That(LogText.Decode("😀"u8[..3]), Is.EqualTo("\uFFFD\uFFFD\uFFFD"));
        Assert.That(LogText.Decode([.. "a"u8, 0, 27, .. "b\r"u8]), Is.EqualTo("a\0\u001bb\r"));
    }

    [Test]
    public void A_reader_gets_each_line_once()
    {
        var log = new ContainerLog(_time);
        log.Append("stdout", "1\n"u8);
        int position = 0;

        Assert.That(log.Read(ref position), Has.Count.EqualTo(1));
        Assert.That(log.Read(ref position), Is.Empty);
        log.Append("stdout", "2\n"u8);
        Assert.That(log.Read(ref position), Is.EqualTo(new[] { Stamp + "stdout F 2\n" }));
    }
}
