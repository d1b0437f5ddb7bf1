using System.Text;
using System.Text.Json;
using Varlink.TestKit;

namespace Varlink.Tests.Client;

[CancelAfter(30_000)]
public class RawAndSpecialCallTests
{
    [Test]
    public async Task A_call_without_a_schema_is_json_in_and_json_out(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects("""{"method":"org.example.Any","parameters":{"a":[1,null]}}""").Sends("""{"parameters":{"b":{"c":2.50}}}""")
            .Expects("""{"method":"org.example.None","parameters":{}}""").Sends("{}")
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            JsonElement reply = await client.CallAsync("org.example.Any", JsonElement.Parse("""{"a":[1,null]}"""), token);
            Assert.That(reply.GetRawText(), Is.EqualTo("""{"b":{"c":2.50}}"""));
            Assert.That((await client.CallAsync("org.example.None", cancellationToken: token)).GetRawText(), Is.EqualTo("{}"));
        }
    }

    [TestCase("Ping")]
    [TestCase(".Ping")]
    [TestCase("org.example.")]
    public async Task A_name_without_an_interface_is_refused(string name)
    {
        await using var peer = new ScriptedPeer();
        await using var client = new VarlinkClient(peer);
        Assert.That(() => client.CallAsync(name), Throws.ArgumentException.With.Message.Contains("full name"));
    }

    [Test]
    public async Task Parameters_that_are_no_object_are_refused(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(async () => await client.CallAsync("org.example.Any", JsonElement.Parse("[]"), token), Throws.ArgumentException);
        }
    }

    [Test]
    public async Task Parameters_that_are_nested_too_deep_are_refused(CancellationToken token)
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200);
        JsonElement parameters = JsonDocument.Parse(deep, new JsonDocumentOptions { MaxDepth = 300 }).RootElement;
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Expects("""{"method":"org.example.Any","parameters":{}}""").Sends("{}").ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            Assert.That(
                async () => await client.CallAsync("org.example.Any", parameters, token),
                Throws.ArgumentException.With.Message.Contains("nested deeper than 128"));
            await client.CallAsync("org.example.Any", cancellationToken: token);
        }
    }

    [Test]
    public async Task A_stream_without_a_schema_is_a_stream(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects("""{"method":"org.example.Any","parameters":{},"more":true}""")
            .SendsTogether("""{"parameters":{"a":1},"continues":true}""", """{"parameters":{"a":2}}""").ExpectsEnd();
        await using var client = new VarlinkClient(peer);
        var items = new List<string>();
        await foreach (JsonElement item in client.StreamAsync("org.example.Any", cancellationToken: token))
        {
            items.Add(item.GetRawText());
        }

        Assert.That(items, Is.EqualTo(["""{"a":1}""", """{"a":2}"""]));
    }

    [Test]
    public async Task A_oneway_call_is_sent_and_not_answered(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects("""{"method":"org.example.Change","parameters":{"text":"x"},"oneway":true}""")
            .Expects(Example.Call(Example.Change, "y")).Sends(Example.Reply("2"))
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            await client.SendOnewayAsync(Example.Change, "x", token);
            Assert.That(await client.CallAsync(Example.Change, "y", token), Is.EqualTo("2"));
        }
    }

    [Test]
    public async Task An_upgraded_connection_is_handed_over_with_what_was_read_ahead(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects("""{"method":"org.example.Change","parameters":{"text":"x"},"upgrade":true}""")
            .SendsBytes([.. Encoding.UTF8.GetBytes(Example.Reply("1")), 0, .. "raw\0bytes"u8])
            .ExpectsBytes("and\0back"u8.ToArray())
            .SendsBytes("!"u8.ToArray())
            .ExpectsEnd();
        await using var client = new VarlinkClient(peer);
        await using (VarlinkUpgradedConnection<string> upgraded = await client.UpgradeAsync(Example.Change, "x", token))
        {
            Assert.That(upgraded.Reply, Is.EqualTo("1"));
            byte[] received = new byte[9];
            await upgraded.Stream.ReadExactlyAsync(received, token);
            Assert.That(Encoding.UTF8.GetString(received), Is.EqualTo("raw\0bytes"));
            await upgraded.Stream.WriteAsync("and\0back"u8.ToArray(), token);
            await upgraded.Stream.FlushAsync(token);
            await upgraded.Stream.ReadExactlyAsync(received.AsMemory(0, 1), token);
            Assert.That(received[0], Is.EqualTo((byte)'!'));
        }
    }

    [Test]
    public async Task An_upgrade_that_is_refused_is_an_error(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().ExpectsJson("""{"method":"org.example.Change","parameters":{"text":"x"},"upgrade":true}""").Sends(Example.Error("no")).ExpectsEnd();
        await using var client = new VarlinkClient(peer);
        Assert.That(async () => await client.UpgradeAsync(Example.Change, "x", token), Throws.TypeOf<Example.FailedException>());
    }

    [Test]
    public async Task A_service_tells_of_itself(CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect()
            .Expects("""{"method":"org.varlink.service.GetInfo"}""")
            .Sends("""{"parameters":{"vendor":"Atomic","product":"podman","version":"0.8.3-dev","interfaces":["org.varlink.service","io.podman"]}}""")
            .Expects("""{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"io.podman"}}""")
            .Sends("""{"parameters":{"description":"interface io.podman\n"}}""")
            .Expects("""{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"org.none"}}""")
            .Sends("""{"parameters":{"interface":"org.none"},"error":"org.varlink.service.InterfaceNotFound"}""")
            .ExpectsEnd();
        await using (var client = new VarlinkClient(peer))
        {
            VarlinkServiceInfo info = await client.GetServiceInfoAsync(token);
            Assert.That(info, Is.EqualTo(new VarlinkServiceInfo("Atomic", "podman", "0.8.3-dev", "", ["org.varlink.service", "io.podman"])));
            Assert.That(info.ToString(), Does.EndWith("Version = 0.8.3-dev, Url = , Interfaces = [org.varlink.service, io.podman] }"));
            Assert.That(await client.GetInterfaceDescriptionAsync("io.podman", token), Is.EqualTo("interface io.podman\n"));
            var e = await Assert.ThrowsAsync<InterfaceNotFoundException>(() => client.GetInterfaceDescriptionAsync("org.none", token));
            Assert.That(e!.InterfaceName, Is.EqualTo("org.none"));
        }
    }
}
