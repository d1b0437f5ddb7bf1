namespace Podman.Testing.Tests.Engine;

public class SeedingTests : EngineTest
{
    private static IEnumerable<TestCaseData> Unsendable()
    {
        var valid = new CreateContainerOptions { Image = "busybox" };
        yield return new TestCaseData(valid with { Command = null! }, "CreateContainerOptions.Command is null");
        yield return new TestCaseData(valid with { Command = ["sh", null!] }, "CreateContainerOptions.Command holds a null");
        yield return new TestCaseData(valid with { Publish = ["nonsense"] }, "CreateContainerOptions.Publish[0] is 'nonsense'");
        yield return new TestCaseData(valid with { Image = "" }, "CreateContainerOptions.Image is empty");
    }

    [TestCaseSource(nameof(Unsendable))]
    public async Task What_no_client_could_send_is_told_by_its_member(CreateContainerOptions create, string message)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Engine.AddContainerAsync(create));

        Assert.That(error!.Message, Does.StartWith(message));
        Assert.That(Engine.Containers, Is.Empty);
    }
}
