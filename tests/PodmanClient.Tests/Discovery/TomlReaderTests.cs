using Podman.Discovery.Connections;

namespace Podman.Tests.Discovery;

public class TomlReaderTests
{
    [Test]
    public void Texts_are_read_and_everything_else_is_passed_over()
    {
        const string Text = """"
            top = "level" # a comment
            [containers]
            default_ulimits = [
              "nofile=1024:1024", # "in" [a] comment
              ["nested = 'list'"],
            ]
            pids_limit = 2048
            long = """
            [engine]
            active_service = "not this"
            """
            [engine] # the engine
            active_service = "my \"own\" \u00e9"
            service_destinations.dotted.uri = 'unix:///C:\dotted'
            inline = { uri = "x", other = [1, 2] }
            [engine.service_destinations."a.b"]
              uri="unix:///a.sock"
              identity = ""
            [[engine.list]]
            active_service = "of a list"
            """";
        Assert.That(
            TomlReader.Read(Text).Select(static entry => $"{string.Join('/', entry.Table)}|{entry.Key}|{entry.Value}"),
            Is.EqualTo([
                "|top|level",
                "engine|active_service|my \"own\" é",
                "engine/service_destinations/dotted|uri|unix:///C:\\dotted",
                "engine/service_destinations/a.b|uri|unix:///a.sock",
                "engine/service_destinations/a.b|identity|",
                "engine/list/[]|active_service|of a list",
            ]));
    }

    [TestCase("")]
    [TestCase("[")]
    [TestCase("[a")]
    [TestCase("= 3")]
    [TestCase("a = ")]
    [TestCase("a = \"open")]
    [TestCase("a = [1, \"b\"")]
    [TestCase("a = \"\"\"open")]
    [TestCase("\"\"\"\n'''")]
    [TestCase("?!\n\0")]
    public void What_is_wrong_is_passed_over_and_ends(string text) => Assert.That(TomlReader.Read(text).ToList(), Is.Empty);

    [Test]
    public void What_is_cut_anywhere_ends()
    {
        const string Text = "[engine]\nactive_service = \"a\\u0041\"\nx = [ 'b', { c = '''d''' } ]\n[engine.service_destinations.\"q\"]\nuri='e'\n";
        for (int length = 0; length <= Text.Length; length++)
        {
            Assert.That(() => TomlReader.Read(Text[..length]).Count(), Throws.Nothing, Text[..length]);
        }
    }
}
