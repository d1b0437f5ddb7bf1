using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Varlink;
using Varlink.TestKit;

namespace Podman.Tests.Recordings;

internal sealed class Replay<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method) : Replay
{
    public override bool CanSend(byte[] parameters)
    {
        var reader = new Utf8JsonReader(parameters);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        _ = Decode(parameters);
        return true;
    }

    public override async Task RunAsync(RecordedCall call, int pieces, CancellationToken cancellationToken)
    {
        var received = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var peer = new ScriptedPeer("recording:");
        await using (peer)
        {
            // A call that changes nothing is sent again when the daemon hangs up on it: then it is answered in the same way again.
            Script(peer.OnConnect(), call.Exchange, pieces, received);
            peer.OnEveryOtherConnect(script => Script(script, call.Exchange, pieces, received));
            await using var client = new PodmanClient(new VarlinkClient(peer));
            if (call.IsStream)
            {
                await CheckStreamAsync(call, client, cancellationToken);
            }
            else
            {
                await CheckCallAsync(call, client, received.Task, cancellationToken);
            }

            CheckRequest(call, await received.Task);
        }
    }

    private static void Script(PeerScript script, RecordedExchange exchange, int pieces, TaskCompletionSource<string> received)
    {
        script.Then("receives the call", async (peer, token) => received.TrySetResult(await peer.ReceiveAsync(token)));
        script.SendsBytes(Encoding.UTF8.GetBytes(string.Concat(exchange.Replies.Select(static reply => reply + '\0'))), pieces);
        if (exchange.IsClosed)
        {
            script.Closes();
        }
    }

    private void CheckRequest(RecordedCall call, string request)
    {
        using var sent = JsonDocument.Parse(request);
        Assert.That(sent.RootElement.GetProperty("method").GetString(), Is.EqualTo(method.FullName));
        Assert.That(sent.RootElement.TryGetProperty("more", out JsonElement more) && more.GetBoolean(), Is.EqualTo(call.IsStream));
        string parameters = sent.RootElement.TryGetProperty("parameters", out JsonElement given) ? given.GetRawText() : "{}";
        Assert.That(Decode(Encoding.UTF8.GetBytes(parameters)), Is.EqualTo(Decode(Encoding.UTF8.GetBytes(call.Parameters))));
    }

    private async Task CheckCallAsync(RecordedCall call, PodmanClient client, Task received, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var task = (Task<TReply>)Invoke(client, method.Name + "Async", call, cancellation.Token);
        if (call.Exchange.IsTimedOut)
        {
            await received;
            Assert.That(task.IsCompleted, Is.False);
            await cancellation.CancelAsync();
            var canceled = await Assert.ThrowsAsync<VarlinkCallCanceledException>(() => task);
            Assert.That(canceled!.MayHaveExecuted, Is.True);
            return;
        }

        if (call.Exchange.Replies is not [var reply])
        {
            Assert.That(call.Exchange.Replies, Is.Empty);
            Assert.That(call.Exchange.IsClosed, Is.True);
            CheckHangUp((await Assert.ThrowsAsync<VarlinkConnectionException>(() => task))!);
            return;
        }

        using var recorded = JsonDocument.Parse(reply);
        if (ErrorChecks.IsError(recorded.RootElement))
        {
            ErrorChecks.Check(recorded.RootElement, (await Assert.CatchAsync<VarlinkErrorException>(() => task))!, method);
        }
        else
        {
            CheckReply(recorded.RootElement, await task);
        }
    }

    private async Task CheckStreamAsync(RecordedCall call, PodmanClient client, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stream = (IAsyncEnumerable<TReply>)Invoke(client, method.Name + "StreamAsync", call, cancellation.Token);
        IAsyncEnumerator<TReply> items = stream.GetAsyncEnumerator(CancellationToken.None);
        await using (items)
        {
            bool continues = true;
            foreach (string reply in call.Exchange.Replies)
            {
                Assert.That(continues, Is.True, "nothing may come after the last reply");
                using var recorded = JsonDocument.Parse(reply);
                continues = recorded.RootElement.TryGetProperty("continues", out JsonElement flag) && flag.GetBoolean();
                if (ErrorChecks.IsError(recorded.RootElement))
                {
                    var error = await Assert.CatchAsync<VarlinkErrorException>(() => items.MoveNextAsync().AsTask());
                    ErrorChecks.Check(recorded.RootElement, error!, method);
                    continue;
                }

                Assert.That(await items.MoveNextAsync(), Is.True);
                CheckReply(recorded.RootElement, items.Current);
            }

            if (call.Exchange.IsTimedOut)
            {
                ValueTask<bool> next = items.MoveNextAsync();
                Assert.That(next.IsCompleted, Is.False);
                await cancellation.CancelAsync();
                await Assert.CatchAsync<OperationCanceledException>(() => next.AsTask());
            }
            else if (call.Exchange.IsClosed)
            {
                CheckHangUp((await Assert.ThrowsAsync<VarlinkConnectionException>(() => items.MoveNextAsync().AsTask()))!);
            }
            else
            {
                Assert.That(continues, Is.False);
                Assert.That(await items.MoveNextAsync(), Is.False);
            }
        }
    }

    private void CheckHangUp(VarlinkConnectionException exception)
    {
        Assert.That(exception.Reason, Is.EqualTo(VarlinkConnectionReason.ClosedByPeer));
        Assert.That(exception.MayHaveExecuted, Is.True);
        Assert.That(exception.Method, Is.EqualTo(method.FullName));
        Assert.That(exception.Endpoint, Is.EqualTo("recording:"));
    }

    private void CheckReply(JsonElement recorded, TReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            method.ReplyEncoder!(writer, reply);
        }

        using var written = JsonDocument.Parse(buffer.WrittenMemory);
        Assert.That(WireJson.Difference(recorded.GetProperty("parameters"), written.RootElement), Is.Null);
    }

    private TParameters? Decode(byte[] parameters)
    {
        if (method.ParametersDecoder is null)
        {
            return default;
        }

        var reader = new Utf8JsonReader(parameters);
        reader.Read();
        return method.ParametersDecoder(ref reader, VarlinkParameterPolicy.Tolerant);
    }

    /// <summary>Calls a method of the client with the recorded parameters, as a user would.</summary>
    private object Invoke(PodmanClient client, string name, RecordedCall call, CancellationToken cancellationToken)
    {
        TParameters? parameters = Decode(Encoding.UTF8.GetBytes(call.Parameters));
        MethodInfo target = typeof(IPodmanClient).GetMethod(name)!;
        object?[] arguments = [.. target.GetParameters().Select(parameter => parameter.ParameterType == typeof(CancellationToken)
            ? cancellationToken
            : typeof(TParameters)
                .GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)!
                .GetValue(parameters))];
        try
        {
            return target.Invoke(client, arguments)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException refusal)
        {
            // The client sends nothing that the daemon would refuse: so it must have. Below the client it can be asked all the same.
            Assert.That(call.Exchange.Replies, Has.Some.Contains("\"error\":"), refusal.Message);
            return client.Caller.CallAsync(method, parameters!, cancellationToken);
        }
    }
}
