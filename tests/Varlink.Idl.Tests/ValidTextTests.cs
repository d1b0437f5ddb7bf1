using Varlink.Idl.Syntax;

namespace Varlink.Idl.Tests;

public class ValidTextTests
{
    [Test]
    public void The_certification_interface_is_read_whole()
    {
        ParseResult result = IdlParser.Parse(Certification.Text);

        Assert.That(result.Diagnostics, Is.Empty);
        InterfaceSyntax tree = result.Interface!;
        Assert.That(tree.Name, Is.EqualTo("org.varlink.certification"));
        Assert.That(tree.Documentation.Lines, Is.EqualTo(new[] { "Interface to test varlink implementations against." }));
        Assert.That(tree.Members.OfType<TypeDeclarationSyntax>().Count(), Is.EqualTo(2));
        Assert.That(tree.Members.OfType<MethodSyntax>().Count(), Is.EqualTo(7));
        Assert.That(tree.Members.OfType<ErrorSyntax>().Count(), Is.EqualTo(2));
    }
}
