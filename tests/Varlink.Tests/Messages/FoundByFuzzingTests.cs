using System.Buffers;
using System.Text;
using System.Text.Json;
using Varlink.Messages;
using Varlink.TestKit;

namespace Varlink.Tests.Messages;

/// <summary>What tests/Fuzz has found, made small.</summary>
[CancelAfter(30_000)]
public sealed class FoundByFuzzingTests
{
    private static readonly byte[] ErrorWithRubbish = [.. "{\"parameters\":{\"reason\":\"x"u8, 0xf4, .. "\"},\"error\":\"org.example.Unknown\"}\0"u8];

    [Test]
    public async Task An_error_whose_text_is_no_text_is_a_breach_of_the_protocol([Values] bool stream, CancellationToken token)
    {
        await using var peer = new ScriptedPeer();
        peer.OnConnect().Then("receives", (connection, stop) => connection.ReceiveAsync(stop)).SendsBytes(ErrorWithRubbish).ExpectsEnd();
        await using var client = new VarlinkClient(peer);
        VarlinkMethod<JsonElement, JsonElement> method = VarlinkRawMethod.Create("org.example.Do", VarlinkMethodTraits.SupportsMore);

        async Task CallAsync()
        {
            if (!stream)
            {
                await client.CallAsync(method, default, token);
                return;
            }

            await foreach (JsonElement item in client.StreamAsync(method, default, token))
            {
                Assert.Fail($"{item} is no reply");
            }
        }

        Assert.That(CallAsync, Throws.TypeOf<VarlinkProtocolException>().With.Message.Contains("not valid text"));
    }

    [Test]
    public void An_object_with_a_string_that_is_no_text_is_refused_when_it_is_read_and_not_when_it_is_used()
    {
        byte[] json = [.. "{\"a\":\""u8, 0xff, .. "\"}"u8];
        Assert.That(
            () =>
            {
                var reader = new Utf8JsonReader(json);
                reader.Read();
                VarlinkJson.ReadObject(ref reader);
            },
            Throws.TypeOf<VarlinkJsonException>());
    }

    [TestCase("""{"error":"org.example.A","parameters":{"a":1},"error":null}""")]
    [TestCase("""{"error":"org.example.A","error":"org.example.B"}""")]
    public void A_reply_with_two_errors_is_refused(string reply)
    {
        // Where the second is null, the parameters behind the first had been passed over, and the caller got none.
        var frame = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(reply));
        Assert.That(() => ReplyReader.Read(frame, VarlinkRawMethod.Create("a.b.C").ReplyDecoder, out _), Throws.TypeOf<VarlinkJsonException>());
    }
}
