using OwnInterface;
using Varlink.Idl.Diagnostics;
using Varlink.Idl.Syntax;

namespace Varlink.Introspection.Tests;

[CancelAfter(30_000)]
public class GetInterfaceTests
{
    private const string Name = "org.example.thing";

    [Test]
    public async Task The_description_of_a_service_is_a_tree(CancellationToken cancellationToken)
    {
        await using var server = new VarlinkServer(new Kettle(timePerStep: TimeSpan.Zero));
        await using var varlink = new VarlinkClient(server.CreateInProcessConnector());

        InterfaceSyntax kettle = await varlink.GetInterfaceAsync("org.example.kettle", cancellationToken);

        foreach (MethodSyntax method in kettle.Members.OfType<MethodSyntax>())
        {
            string parameters = string.Join(", ", method.Input.Fields.Select(field => field.Name));
            TestContext.Out.WriteLine($"{method.Name}({parameters})  {string.Join(' ', method.Documentation.Lines)}");
        }

        Assert.That(kettle.Members.OfType<MethodSyntax>().Select(method => method.Name), Is.EqualTo(["GetStatus", "Fill", "Heat"]));
        Assert.That(kettle.Documentation.Lines, Is.EqualTo(["An electric kettle."]));
    }

    [Test]
    public async Task The_standard_interface_is_one_as_well(CancellationToken cancellationToken)
    {
        await using var server = new VarlinkServer();
        await using var varlink = new VarlinkClient(server.CreateInProcessConnector());

        InterfaceSyntax standard = await varlink.GetInterfaceAsync("org.varlink.service", cancellationToken);

        Assert.That(standard.Members.OfType<ErrorSyntax>().Select(error => error.Name), Does.Contain("ExpectedMore").And.Contain("MethodNotFound"));
    }

    [Test]
    public async Task What_others_accept_beyond_the_language_is_accepted(CancellationToken cancellationToken)
    {
        InterfaceSyntax tree = await AskAsync(
            $"\uFEFFinterface {Name}\r\ntype T (a__b: ? [ ] string, c_: [string ] ()) # x\r\nmethod M() -> () method N() -> ()", cancellationToken);

        Assert.That(tree.Members.Select(member => member.Name), Is.EqualTo(["T", "M", "N"]));
    }

    [Test]
    public async Task A_description_that_cannot_be_read_is_an_error_with_all_that_is_wrong(CancellationToken cancellationToken)
    {
        string text = $"interface {Name}\n\ntype T (a: Nothing)\nerror E\n";

        var e = (await Assert.ThrowsAsync<VarlinkDescriptionException>(() => AskAsync(text, cancellationToken)))!;

        Assert.That(e.Diagnostics.Select(each => (each.Id, each.Span.Line)), Is.EqualTo(new[]
        {
            (IdlDiagnosticKinds.UnresolvedName.Id, 3), (IdlDiagnosticKinds.ErrorWithoutParameters.Id, 4),
        }));
        Assert.That((e.InterfaceName, e.Description, e.Endpoint), Is.EqualTo((Name, text, "in-process:")));
        Assert.That(e.Method, Is.EqualTo("org.varlink.service.GetInterfaceDescription"));
        Assert.That(e.Message, Does.Contain("line 3, column 12: VARLINK028").And.Contain("1 more error"));
        Assert.That(e, Is.InstanceOf<VarlinkException>());
    }

    [Test]
    public async Task No_description_is_an_error_that_says_so(CancellationToken cancellationToken)
    {
        var e = (await Assert.ThrowsAsync<VarlinkDescriptionException>(() => AskAsync("", cancellationToken)))!;

        Assert.That(e.Message, Does.Contain("line 1, column 1: VARLINK003"));
    }

    [Test]
    public async Task The_description_of_another_interface_is_none(CancellationToken cancellationToken)
    {
        var e = (await Assert.ThrowsAsync<VarlinkDescriptionException>(() => AskAsync("interface org.example.other", cancellationToken)))!;

        Assert.That(e.Message, Does.Contain("is that of org.example.other"));
        Assert.That(e.Diagnostics, Is.Empty);
    }

    [Test]
    public async Task An_interface_that_is_not_offered_is_the_services_own_error(CancellationToken cancellationToken)
    {
        await using var server = new VarlinkServer();
        await using var varlink = new VarlinkClient(server.CreateInProcessConnector());

        await Assert.ThrowsAsync<InterfaceNotFoundException>(() => varlink.GetInterfaceAsync("org.example.nothing", cancellationToken));
    }

    private static async Task<InterfaceSyntax> AskAsync(string description, CancellationToken cancellationToken)
    {
        await using var server = new VarlinkServer(new DescribedService(Name, description));
        await using var varlink = new VarlinkClient(server.CreateInProcessConnector());
        return await varlink.GetInterfaceAsync(Name, cancellationToken);
    }
}
