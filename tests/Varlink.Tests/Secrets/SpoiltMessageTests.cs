using System.Text;
using Varlink.TestKit;
using Varlink.Tests.Client;
using Varlink.Tests.Server;

namespace Varlink.Tests.Secrets;

/// <summary>
/// A message that is wrong is described, and never quoted: what it holds, whether in the log or in an exception, is nobody's business but its
/// receiver's. Names of members are told, map keys among them, for they say where something is wrong.
/// </summary>
[CancelAfter(30_000)]
public sealed class SpoiltMessageTests
{
    private const string Secret = "hunter2-s3cr3t";

    private static readonly string[] Spoilt =
    [
        $$$"""{"parameters":{"text":"{{{Secret}}}"}""",
        $$$"""{"parameters":{"text":"{{{Secret}}}"}} {{{Secret}}}""",
        $$$"""{"parameters":{"text":t{{{Secret}}}}}""",
        $$$"""{"parameters":{"text":n{{{Secret}}}}}""",
        $$$"""{"parameters":{"text":{{{Secret}}}}}""",
        $$$"""{"parameters":{"text":-{{{Secret}}}}}""",
        $$$"""{"parameters":{"text":1{{{Secret}}}}}""",
        $$$"""{"parameters":{"text":"\{{{Secret}}}"}}""",
        $$$"""{"parameters":{"text":"\u{{{Secret}}}"}}""",
        $$$"""{"parameters":{"text":"{{{Secret}}}\ud800"}}""",
        $$$"""{"parameters":{"text":["{{{Secret}}}"]}}""",
        $$$"""{"parameters":{"text":{"{{{Secret}}}": 1} } }""",
        $$$"""{"parameters":"{{{Secret}}}"}""",
        $$$"""{"parameters":{"text":"{{{Secret}}}"},"continues":"{{{Secret}}}"}""",
        $$$"""{"parameters":{"text":"{{{Secret}}}"},"continues":true}""",
        $$$"""{"parameters":{"text":"{{{Secret}}}"},"error":5}""",
        $$$"""{"parameters":{"text":"{{{Secret}}}"},"error":""}""",
        $$$"""{"parameters":{"text":"{{{Secret}}}"},"error":"a.b.C","error":"{{{Secret}}}"}""",
        $$$"""{"parameters":{"text":{"text":"{{{Secret}}}"}},"error":"org.example.Failed"}""",
        $$$"""{"parameters":{"text":"{{{Secret}}}"}""" + "\n},",
        $"\"{Secret}\"",
        Secret,
    ];

    [TestCaseSource(nameof(Spoilt))]
    public async Task A_reply_that_is_wrong_is_not_quoted(string reply, CancellationToken token)
    {
        foreach (byte[] message in (byte[][])[Encoding.UTF8.GetBytes(reply), NoUtf8(reply)])
        {
            var log = new CapturedLog();
            var texts = new List<string>();
            foreach (bool stream in (bool[])[false, true])
            {
                var peer = new ScriptedPeer();
                peer.OnEveryOtherConnect(script => script.Then("receives", (connection, stop) => connection.ReceiveAsync(stop)).SendsBytes([.. message, 0]).Closes());
                await using var client = new VarlinkClient(peer, new VarlinkClientOptions { LoggerFactory = log });
                try
                {
                    if (!stream)
                    {
                        await client.CallAsync(Example.Change, Secret, token);
                    }

                    await foreach (string item in client.StreamAsync(Example.Follow, Secret, token))
                    {
                    }
                }
                catch (VarlinkException e)
                {
                    texts.Add(e.ToString());
                }

                await peer.DisposeAsync();
            }

            Assert.That(texts, Is.Not.Empty);
            Assert.That(texts.Concat(log.Lines), Has.None.Contains(Secret));
        }
    }

    [TestCaseSource(nameof(Spoilt))]
    public async Task A_call_that_is_wrong_is_not_quoted(string reply, CancellationToken token)
    {
        string call = reply.Replace("{\"parameters\":", "{\"method\":\"org.example.test.Echo\",\"parameters\":", StringComparison.Ordinal);
        foreach (byte[] message in (byte[][])[Encoding.UTF8.GetBytes(call), NoUtf8(call)])
        {
            await CheckCallAsync(message, token);
        }
    }

    [Test]
    public async Task A_message_that_is_too_large_is_not_quoted(CancellationToken token)
    {
        await CheckCallAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Secret, 1000))), token);
        var log = new CapturedLog();
        var peer = new ScriptedPeer();
        peer.OnConnect().Expects(Example.Call(Example.Change, Secret)).Sends(Example.Reply(string.Concat(Enumerable.Repeat(Secret, 1000))));
        await using (var client = new VarlinkClient(peer, new VarlinkClientOptions { LoggerFactory = log, MaxReceivedMessageSize = 2000 }))
        {
            var e = await Assert.ThrowsAsync<VarlinkProtocolException>(() => client.CallAsync(Example.Change, Secret, token));
            Assert.That(log.Lines.Append(e!.ToString()), Has.None.Contains(Secret));
        }

        await peer.DisposeAsync();
    }

    private static async Task CheckCallAsync(byte[] message, CancellationToken token)
    {
        var log = new CapturedLog();
        var service = new TestService().On("Echo", static (text, _) => Task.FromResult(text));
        await using var server = new VarlinkServer(new VarlinkServerOptions { LoggerFactory = log, MaxReceivedMessageSize = 2000 }, service);
        var transport = await server.CreateInProcessConnector().ConnectAsync(token);
        var caller = new PeerConnection(transport);
        await caller.SendAsync([.. message, 0], 0, token);
        await caller.EndSendingAsync();
        string? answer = null;
        try
        {
            answer = await caller.ReceiveAsync(token);
        }
        catch (ScriptException)
        {
            // No call at all: the connection is closed without an answer.
        }

        // What fits is echoed; an error names the parameter, and says nothing of its value.
        if (answer?.Contains("\"error\"", StringComparison.Ordinal) == true)
        {
            Assert.That(answer, Does.Not.Contain(Secret));
        }

        await server.StopAsync(token);
        Assert.That(log.Lines, Is.Not.Empty);
        Assert.That(log.Lines, Has.None.Contains(Secret));
    }

    /// <summary>The same with a byte behind the secret that is no UTF-8.</summary>
    private static byte[] NoUtf8(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int end = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) + Secret.Length;
        return [.. bytes[..end], 0xff, .. bytes[end..]];
    }
}
