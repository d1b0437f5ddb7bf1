namespace Podman.Testing.Tests.Engine;

/// <summary>Registries that answer, and those that do not.</summary>
public class RegistryTests : EngineTest
{
    protected override IReadOnlyList<string> SearchRegistries => ["plain.example:5000"];

    protected override IReadOnlyList<string>? ReachableRegistries => ["http://plain.example:5000", "reg.example"];

    [SetUp]
    public void AddImage() => Engine.AddImage("app");

    [TestCase("localhost:5999/x:1", "Get \"http://localhost:5999/v2/\": dial tcp 127.0.0.1:5999: connect: connection refused")]
    [TestCase("nosuch.invalid/x:1", "Get \"https://nosuch.invalid/v2/\": dial tcp: lookup nosuch.invalid: no such host")]
    public async Task Pushing_to_one_that_does_not_answer_fails(string destination, string expected)
    {
        Assert.That(await ReasonOf(() => Client.PushImageAsync("app", destination, false)), Does.EndWith(expected));
        Assert.That(Engine.Registry.Names, Has.None.EqualTo(destination));
    }

    [Test]
    public async Task Pulling_from_one_that_does_not_answer_fails()
    {
        Engine.Registry.Add("gone.example/app:1");

        Assert.That(
            await ReasonOf(() => Client.PullImageAsync("gone.example/app:1")),
            Is.EqualTo(
                "unable to pull gone.example/app:1: unable to pull gone.example/app:1: unable to pull image, or you do not have pull access"));
    }

    [TestCase("reg.example/app:1")]
    [TestCase("plain.example:5000/app:1")]
    public async Task One_that_answers_takes_and_gives(string name)
    {
        string id = await Client.PushImageAsync("app", name, false);

        Assert.That(await Client.PullImageAsync(name), Is.EqualTo(id));
    }

    [Test]
    public async Task One_without_TLS_cannot_be_searched()
    {
        Assert.That(
            await ReasonOf(() => Client.SearchImageAsync("app", 10)),
            Is.EqualTo(
                "couldn't search registry \"plain.example:5000\": pinging docker registry returned: Get \"https://plain.example:5000/v2/\": "
                + "tls: first record does not look like a TLS handshake"));
    }
}
