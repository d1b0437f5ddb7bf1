using System.Text.Json;
using Varlink.TestKit;

namespace Varlink.Tests.Server;

[CancelAfter(30_000)]
public sealed class StandardServiceTests
{
    [Test]
    public async Task GetInfo_tells_what_the_options_say_and_which_interfaces_there_are(CancellationToken token)
    {
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { Vendor = "V", Product = "P", Version = "1.2", Url = "https://u" });
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, """{"method":"org.varlink.service.GetInfo"}""", """{"method":"org.varlink.service.GetInfo","parameters":{}}""");

        const string Info =
            """{"parameters":{"vendor":"V","product":"P","version":"1.2","url":"https://u","interfaces":["org.varlink.service","org.example.test"]}}""";
        await client.ExpectAsync(Info, token);
        await client.ExpectAsync(Info, token);
    }

    [Test]
    public async Task GetInterfaceDescription_gives_the_source_text(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Describe("org.example.test"), Describe("org.varlink.service"));

        await client.ExpectJsonAsync("""{"parameters":{"description":"interface org.example.test\n# ä\n"}}""", token);
        using var own = JsonDocument.Parse(await client.ReceiveAsync(token));
        string text = own.RootElement.GetProperty("parameters").GetProperty("description").GetString()!;
        Assert.That(text, Does.Contain("\ninterface org.varlink.service\n").And.Not.Contain("\r"));
    }

    [TestCase("""{"interface":"com.example.none"}""", "org.varlink.service.InterfaceNotFound", """{"interface":"com.example.none"}""")]
    [TestCase("""{"interface":""}""", "org.varlink.service.InterfaceNotFound", """{"interface":""}""")]
    [TestCase("{}", "org.varlink.service.InvalidParameter", """{"parameter":"interface"}""")]
    [TestCase("""{"interface":1}""", "org.varlink.service.InvalidParameter", """{"parameter":"interface"}""")]
    [TestCase("""{"interface":"org.varlink.service","x":1}""", "org.varlink.service.InvalidParameter", """{"parameter":"x"}""")]
    public async Task What_cannot_be_described_is_an_error(string parameters, string error, string details, CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, $$"""{"method":"org.varlink.service.GetInterfaceDescription","parameters":{{parameters}}}""");

        await client.ExpectAsync(Harness.Error(error, details), token);
    }

    [Test]
    public void Two_services_cannot_offer_one_interface() =>
        Assert.That(() => new VarlinkServer(new TestService(), new TestService()), Throws.ArgumentException.With.Message.Contains("org.example.test"));

    private static string Describe(string name) =>
        $$$"""{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"{{{name}}}"}}""";
}
