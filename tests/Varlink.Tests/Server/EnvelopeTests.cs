using System.Text;
using Varlink.TestKit;

namespace Varlink.Tests.Server;

/// <summary>What counts as a call, and what ends the connection.</summary>
[CancelAfter(30_000)]
public sealed class EnvelopeTests
{
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":"x"}}""")]
    [TestCase("""{"parameters":{"text":"x"},"method":"org.example.test.Echo"}""")]
    [TestCase(""" { "method" : "org.example.test.Echo" , "parameters" : { "text" : "x" } } """)]
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":"x"},"more":false,"oneway":false,"upgrade":false}""")]
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":"x"},"more":null,"oneway":null,"upgrade":null}""")]
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":"x"},"upgrade":true}""")]
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":"x"},"more":true}""")]
    [TestCase("""{"org.vendor.trace":[{"method":"no"}],"other":"x","method":"org.example.test.Echo","parameters":{"text":"x"}}""")]
    [TestCase("""{"method":"a.b.C","method":"org.example.test.Echo","parameters":{"text":"y"},"parameters":{"text":"x"},"oneway":true,"oneway":false}""")]
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":"y","text":"x"}}""")]
    [TestCase("""{"\u006dethod":"org.example.test.\u0045cho","parameters":{"text":"x"}}""")]
    public async Task A_call_may_be_written_in_many_ways(string call, CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, call);

        await client.ExpectAsync("""{"parameters":{"text":"x"}}""", token);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("nonsense")]
    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"org.example.test.Echo\"")]
    [TestCase("\ufeff{\"method\":\"org.example.test.Echo\",\"parameters\":{\"text\":\"x\"}}")]
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":"x"}} x""")]
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":"x"}}{}""")]
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":"x"},}""")]
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":"x"}""")]
    [TestCase("""{"method":"org.example.test.Echo","parameters":{"text":tru}}""")]
    [TestCase("""{"method":"org.example.test.Echo" /* x */}""")]
    [TestCase("""{"parameters":{"text":"x"}}""")]
    [TestCase("""{"METHOD":"org.example.test.Echo"}""")]
    [TestCase("""{"method":5}""")]
    [TestCase("""{"method":null}""")]
    [TestCase("""{"method":["org.example.test.Echo"]}""")]
    [TestCase("""{"method":""}""")]
    [TestCase("""{"method":"Echo"}""")]
    [TestCase("""{"method":".Echo"}""")]
    [TestCase("""{"method":"org.example.test."}""")]
    [TestCase("""{"method":"org.example.test.\ud800"}""")]
    [TestCase("""{"method":"org.example.test.Echo","more":"true"}""")]
    [TestCase("""{"method":"org.example.test.Echo","oneway":1}""")]
    [TestCase("""{"method":"org.example.test.Echo","upgrade":{}}""")]
    [TestCase("{\"method\":\"org.example.test.Echo\",\"parameters\":{\"text\":\"\u0001\"}}")]
    public async Task What_is_no_call_closes_the_connection_without_a_reply(string message, CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, message, Harness.Call("Echo", "later"));

        await client.ExpectEndAsync(token);
        Assert.That(harness.Service.Called, Is.Empty);
        Assert.That(harness.Logs.Entries.Select(static entry => entry.Id), Does.Contain(2013));
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"parameters":{"text":"x"}}""")]
    [TestCase("""{"METHOD":"org.example.test.Echo"}""")]
    [TestCase("""{"method":null}""")]
    [TestCase("""{"method":""}""")]
    [TestCase("""{"method":"Echo"}""")]
    [TestCase("""{"method":".Echo"}""")]
    public async Task A_call_without_a_method_is_answered_where_that_is_asked_for(string message, CancellationToken token)
    {
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { AnswersCallsWithoutMethod = true });
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, message, Harness.Call("Echo", "later"));

        await client.ExpectAsync(Harness.Error("org.varlink.service.InvalidParameter", """{"parameter":"method"}"""), token);
        await client.ExpectAsync(Harness.Reply("later"), token);
        Assert.That(harness.Service.Called, Is.EqualTo(new[] { "Echo" }));
    }

    [TestCase("")]
    [TestCase("null x")]
    [TestCase("[]")]
    [TestCase("""{"method":5}""")]
    [TestCase("""{"method":"org.example.test.Echo","more":"true"}""")]
    public async Task What_is_no_call_at_all_closes_the_connection_even_then(string message, CancellationToken token)
    {
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { AnswersCallsWithoutMethod = true });
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, message, Harness.Call("Echo", "later"));

        await client.ExpectEndAsync(token);
        Assert.That(harness.Service.Called, Is.Empty);
    }

    [Test]
    public async Task A_service_may_hang_up_instead_of_answering(CancellationToken token)
    {
        await using Harness harness = new(new TestService()
            .On("Echo", static (text, _) => Task.FromResult(text))
            .On("Drop", static (call, _) =>
            {
                call.Context.HangUp();
                throw new InvalidOperationException("Not to be seen.");
            }));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Echo", "1"), Harness.Call("Drop"), Harness.Call("Echo", "2"));

        await client.ExpectAsync(Harness.Reply("1"), token);
        await client.ExpectEndAsync(token);
        Assert.That(harness.Service.Called, Is.EqualTo(new[] { "Echo", "Drop" }));
    }

    [Test]
    public async Task Bytes_that_are_no_text_close_the_connection(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);
        byte[] call = Encoding.Latin1.GetBytes(Harness.Call("Echo", "\u00ff\u00fe") + '\0');

        await client.SendAsync(call, 0, token);

        await client.ExpectEndAsync(token);
        Assert.That(harness.Service.Called, Is.Empty);
    }

    [Test]
    public async Task Calls_ahead_of_a_malformed_one_are_answered(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Echo", "1"), Harness.Call("Echo", "2"), "{}", Harness.Call("Echo", "3"));

        await client.ExpectAsync(Harness.Reply("1"), token);
        await client.ExpectAsync(Harness.Reply("2"), token);
        await client.ExpectEndAsync(token);
    }

    [Test]
    public async Task A_message_too_large_closes_the_connection(CancellationToken token)
    {
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { MaxReceivedMessageSize = 100 });
        PeerConnection client = await harness.ConnectAsync(token);
        int room = 100 - Harness.Call("Echo").Length;

        await client.SendAsync(token, Harness.Call("Echo", new string('x', room)));
        await client.ExpectAsync(Harness.Reply(new string('x', room)), token);
        await client.SendAsync(token, Harness.Call("Echo", new string('x', room + 1)));

        await client.ExpectEndAsync(token);
        Assert.That(harness.Logs.Entries.Single(static entry => entry.Id == 2013).Text, Does.Contain("VarlinkServerOptions.MaxReceivedMessageSize"));
    }

    [Test]
    public async Task A_message_nested_too_deep_closes_the_connection(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);
        string deep = new string('[', 100_000) + new string(']', 100_000);

        await client.SendAsync(token, """{"method":"org.example.test.Echo","x":""" + deep + "}");

        await client.ExpectEndAsync(token);
    }

    [Test]
    public async Task The_end_in_the_middle_of_a_message_closes_the_connection(CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Echo", "1"));
        await client.SendAsync("{\"method\":\"org.example.test.Echo\""u8.ToArray(), 0, token);
        await client.EndSendingAsync();

        await client.ExpectAsync(Harness.Reply("1"), token);
        await client.ExpectEndAsync(token);
    }
}
