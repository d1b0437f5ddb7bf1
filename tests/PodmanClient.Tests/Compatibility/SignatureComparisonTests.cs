using Podman.Compatibility;

namespace Podman.Tests.Compatibility;

public class SignatureComparisonTests
{
    [Test]
    public void The_own_description_differs_in_nothing() => Assert.That(Differences(PodmanInterface.Description), Is.Empty);

    [TestCase("method Own(name: string, more: bool) -> (container: Data, extra: int)", TestName = "More_members_do_no_harm")]
    [TestCase("method Own(more: ?bool, name: ?string) -> (container: ?Data)", TestName = "Order_and_optional_members_do_no_harm")]
    [TestCase("method Other(id: string) -> ()", TestName = "A_method_that_is_not_there_is_told_by_the_daemon_itself")]
    [TestCase("type Renamed (size: int, id: string, names: []string, new: float) method Own(name: string) -> (container: Renamed)", TestName = "The_name_of_a_type_does_not_matter")]
    [TestCase("type Less (id: string) method Own(name: string) -> (container: Less)", TestName = "What_a_reply_leaves_out_within_a_type_takes_its_default")]
    public void Compatible(string theirs) => Assert.That(Differences(theirs, Own), Is.Empty);

    [TestCase("method Own(id: string) -> (container: Data)", "it takes no 'name'")]
    [TestCase("method Own() -> (container: Data)", "it takes no 'name'")]
    [TestCase("method Own(name: []string) -> (container: Data)", "its 'name' is []string, not string")]
    [TestCase("method Own(name: string) -> (reply: Data)", "its reply has no 'container'")]
    [TestCase("method Own(name: string) -> (container: []Data)", "its 'container' is []Data, not Data")]
    [TestCase("type Bad (id: string, names: string) method Own(name: string) -> (container: Bad)", "its 'container.names' is string, not []string")]
    [TestCase("type Bad (id: string, names: []int) method Own(name: string) -> (container: Bad)", "its 'container.names' is int, not string")]
    public void Incompatible(string theirs, string difference) =>
        Assert.That(Differences(theirs, Own), Is.EqualTo(new Dictionary<string, string> { ["Own"] = difference }));

    [Test]
    public void What_a_daemon_would_ignore_within_a_type_is_a_difference()
    {
        const string Ours = "type Create (image: string, env: [string]string) method Own(create: Create) -> (container: string)";
        Assert.That(
            Differences("type Create (image: ?string, env: ?[]string) method Own(create: Create) -> (container: string)", Ours)["Own"],
            Is.EqualTo("its 'create.env' is ?[]string, not [string]string"));
        Assert.That(
            Differences("type Create (args: []string) method Own(create: Create) -> (container: string)", Ours)["Own"],
            Is.EqualTo("it takes no 'create.image'"));
    }

    [Test]
    public void Types_that_contain_themselves_are_compared_to_an_end()
    {
        const string Tree = "type Tree (id: int, children: []Tree) method Own(tree: Tree) -> (tree: ?Tree)";
        Assert.That(Differences(Tree, Tree), Is.Empty);
        Assert.That(Differences(Tree.Replace("id: int", "id: string", StringComparison.Ordinal), Tree)["Own"], Does.Contain("tree.id"));
    }

    private const string Own = "method Own(name: string) -> (container: Data)";

    private const string Data = "type Data (id: string, names: []string, size: int) ";

    private static Dictionary<string, string> Differences(string theirs, string ours) =>
        new SignatureComparison(InterfaceReader.Read("interface a.b " + Data + ours), InterfaceReader.Read("interface a.b " + Data + theirs)).FindDifferences();

    private static Dictionary<string, string> Differences(string theirs) =>
        new SignatureComparison(InterfaceReader.Read(PodmanInterface.Description), InterfaceReader.Read(theirs)).FindDifferences();
}
