using System.Text;
using Podman.Compatibility;

namespace Podman.Tests.Compatibility;

public class InterfaceReaderTests
{
    [Test]
    public void The_own_description_is_read_whole()
    {
        InterfaceShape shape = InterfaceReader.Read(PodmanInterface.Description);
        Assert.That(shape.Methods, Has.Count.EqualTo(41));
        Assert.That(shape.Types, Has.Count.EqualTo(24));
        Assert.That(shape.Methods["StopContainer"].Input.ToString(), Is.EqualTo("(name: string, timeout: int)"));
        Assert.That(shape.Methods["HistoryImage"].Output.ToString(), Is.EqualTo("(history: []ImageHistory)"));
        Assert.That(shape.Types["Sockets"].ToString(), Is.EqualTo("(container_id: string, io_socket: string, control_socket: string)"));
    }

    [Test]
    public void All_that_the_language_has_is_read()
    {
        InterfaceShape shape = InterfaceReader.Read(
            "# words\r\ninterface org.example-one.two # more\n type T(a:?[]string,b:[string](x,y) , c : [ string ] ?int)#end\n"
            + "method M(t: T, u: (v: bool))->()\n error E ( why: string )\r type E1 (one, two)");
        Assert.That(shape.Types["T"].ToString(), Is.EqualTo("(a: ?[]string, b: [string]an enum, c: [string]?int)"));
        Assert.That(shape.Types["E1"], Is.InstanceOf<EnumShape>());
        Assert.That(shape.Methods["M"].Input.ToString(), Is.EqualTo("(t: T, u: (v: bool))"));
        Assert.That(shape.Methods["M"].Output.Fields, Is.Empty);
    }

    [TestCase("")]
    [TestCase("nothing of the kind")]
    [TestCase("interface a.b method M() -> string")]
    [TestCase("interface a.b method M string -> ()")]
    [TestCase("interface a.b method M(")]
    [TestCase("interface a.b method M() -> (a: [)")]
    [TestCase("interface a.b method M() - ()")]
    [TestCase("interface a.b union U (a: int)")]
    [TestCase("interface a.b type T (a: int,)")]
    [TestCase("interface a.b type T (ä: int)")]
    public void What_is_no_description_is_told(string text) => Assert.Throws<FormatException>(() => InterfaceReader.Read(text));

    [TestCase("?")]
    [TestCase("[]")]
    [TestCase("(a: ")]
    public void Endless_nesting_is_told(string opening) =>
        Assert.Throws<FormatException>(() => InterfaceReader.Read("interface a.b type T (a: " + new StringBuilder().Insert(0, opening, 100_000)));

    [Test]
    public void No_cut_of_a_description_does_anything_but_tell()
    {
        string text = PodmanInterface.Description;
        for (int length = 0; length < text.Length; length += 97)
        {
            try
            {
                Assert.That(InterfaceReader.Read(text[..length]).Methods, Has.Count.LessThanOrEqualTo(41));
            }
            catch (FormatException)
            {
                continue;
            }
        }
    }
}
