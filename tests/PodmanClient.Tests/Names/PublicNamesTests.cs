using AnyApplication;

namespace Podman.Tests.Names;

public class PublicNamesTests
{
    [Test]
    public void Every_public_type_compiles_by_its_simple_name_in_an_application()
    {
        IEnumerable<Type> types = typeof(PodmanClient).Assembly.GetExportedTypes().Where(static type => !type.IsNested);
        Assert.That(PublicNames.Types, Is.EquivalentTo(types));
    }

    [Test]
    public void Names_that_say_nothing_or_clash_have_been_replaced() =>
        Assert.That(
            PublicNames.Types.Select(static type => type.Name),
            Is.SupersetOf(new[] { "PodmanVersion", "CreateContainerOptions", "AttachSockets", "NotImplementedReply" }));
}
