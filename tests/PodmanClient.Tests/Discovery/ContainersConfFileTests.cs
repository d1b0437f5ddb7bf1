using Podman.Discovery.Connections;

namespace Podman.Tests.Discovery;

public class ContainersConfFileTests
{
    private const string Path = "/etc/containers/containers.conf";

    [TestCase("[engine.service_destinations.c]\nuri = \"unix:///a\"\nidentity = \"\"\nis_machine = true\n")]
    [TestCase("[engine]\nservice_destinations.c.uri = 'unix:///a'\n")]
    [TestCase("[engine]\nservice_destinations = { c = { uri = \"unix:///a\" }, d = { uri = \"unix:///b\" } }\n")]
    [TestCase("\uFEFF[engine] # comment\r\n[engine.service_destinations]\r\n  [engine.service_destinations.\"c\"]\r\n  uri = \"\"\"unix:///a\"\"\"\r\n")]
    [TestCase(
        "[containers]\ndefault_ulimits = [\n \"nofile=1024:1024\", # in\n]\npids_limit = 2048\n[[containers.list]]\nuri = \"x\"\n" +
        "[engine.service_destinations.c]\nuri = \"unix:///\\u0061\"\n")]
    public void A_connection_is_found_however_its_table_is_written(string text) =>
        Assert.That(Read(text).Find("c", "test").Address, Is.EqualTo("unix:///a"));

    [Test]
    public void Names_may_contain_points()
    {
        ConnectionList list = Read("[engine]\nactive_service = \"a.b\"\n[engine.service_destinations.\"a.b\"]\nuri = \"unix:///a\"\n");

        Assert.That(list.FindDefault()!.Address, Is.EqualTo("unix:///a"));
    }

    [TestCase("")]
    [TestCase("# nothing\n")]
    [TestCase("[engine]\n")]
    [TestCase("[engine]\nactive_service = \"\"\n")]
    [TestCase("[engine]\nruntime = \"crun\"\nservice_timeout = 5\n[engine.service_destinations]\n[engine.service_destinations.c]\nidentity = \"x\"\n")]
    [TestCase("[[lists]]\nactive_service = \"c\"\n[other]\nengine = 1\nactive_service = \"d\"\n")]
    public void What_names_no_connection_leaves_none(string text) => Assert.That(Read(text).FindDefault(), Is.Null);

    [TestCase("[", 1)]
    [TestCase("[engine\nactive_service = \"x\"\n", 1)]
    [TestCase("[engine]\nactive_service = \"open", 2)]
    [TestCase("[engine]\nx = [1, \"b\"", 2)]
    [TestCase("= 3\n", 1)]
    [TestCase("?!\n\0", 1)]
    [TestCase("[engine]\n\nactive_service = 3\n", 3)]
    [TestCase("[engine]\nservice_destinations = []\n", 2)]
    [TestCase("[engine.service_destinations.c]\nuri = true\n", 2)]
    [TestCase("[engine]\nactive_service = \"a\"\nactive_service = \"b\"\n", 3)]
    public void What_cannot_be_understood_is_told_with_its_place(string text, int line) =>
        Assert.That(() => Read(text), Throws.TypeOf<FormatException>().With.Message.StartsWith($"{Path}, line {line}: "));

    [Test]
    public void What_is_cut_anywhere_is_read_or_told()
    {
        const string Text = "[engine]\nactive_service = \"a\\u0041\"\nx = [ 'b', { c = '''d''' } ]\n[engine.service_destinations.\"q\"]\nuri='e'\n";
        for (int length = 0; length <= Text.Length; length++)
        {
            string? told = null;
            try
            {
                Read(Text[..length]);
            }
            catch (FormatException e)
            {
                told = e.Message;
            }

            Assert.That(told, Is.Null.Or.StartsWith(Path), Text[..length]);
        }
    }

    private static ConnectionList Read(string text)
    {
        var connections = new ConnectionList();
        ContainersConfFile.Read(Path, text, connections);
        return connections;
    }
}
