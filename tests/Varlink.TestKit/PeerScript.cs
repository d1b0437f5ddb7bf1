using System.Text;

namespace Varlink.TestKit;

/// <summary>
/// What a peer does on one connection, in the order of a sequence diagram. Messages are given as JSON text without the NUL.
/// </summary>
public sealed class PeerScript
{
    private readonly List<(string Text, Func<PeerConnection, CancellationToken, Task> Run)> _steps = [];

    /// <summary>Waits for a message that is exactly this text.</summary>
    public PeerScript Expects(string message) =>
        Then($"expects {message}", (peer, token) => peer.ExpectAsync(message, token));

    /// <summary>Waits for a message that is the same JSON value, whatever its white space and the order of its members.</summary>
    public PeerScript ExpectsJson(string message) =>
        Then($"expects the JSON {message}", (peer, token) => peer.ExpectJsonAsync(message, token));

    /// <summary>Waits for exactly these bytes, whatever they are.</summary>
    public PeerScript ExpectsBytes(byte[] bytes) =>
        Then($"expects {bytes.Length} bytes", (peer, token) => peer.ExpectBytesAsync(bytes, token));

    /// <summary>Waits until the other side has ended or closed the connection.</summary>
    public PeerScript ExpectsEnd() => Then("expects the end", (peer, token) => peer.ExpectEndAsync(token));

    /// <summary>Sends a message, in pieces of a number of bytes that the other side receives one by one; 0 for all at once.</summary>
    public PeerScript Sends(string message, int pieces = 0) =>
        Then($"sends {message}", (peer, token) => peer.SendAsync(Encoding.UTF8.GetBytes(message + '\0'), pieces, token));

    /// <summary>Sends several messages with one write.</summary>
    public PeerScript SendsTogether(params string[] messages) => Then(
        $"sends {messages.Length} messages together",
        (peer, token) => peer.SendAsync(Encoding.UTF8.GetBytes(string.Concat(messages.Select(static message => message + '\0'))), 0, token));

    /// <summary>Sends bytes, in pieces of a number of bytes that the other side receives one by one; 0 for all at once.</summary>
    public PeerScript SendsBytes(byte[] bytes, int pieces = 0) =>
        Then($"sends {bytes.Length} bytes", (peer, token) => peer.SendAsync(bytes, pieces, token));

    /// <summary>Closes: the other side reads what was sent, and then the end.</summary>
    public PeerScript Closes() => Then("closes", async (peer, _) => await peer.CloseAsync().ConfigureAwait(false));

    /// <summary>Ends its own direction, and goes on reading.</summary>
    public PeerScript HalfCloses() => Then("ends sending", async (peer, _) => await peer.EndSendingAsync().ConfigureAwait(false));

    /// <summary>Resets the connection: the other side reads what was sent, and then its reading fails.</summary>
    public PeerScript Aborts() => Does("aborts", static peer => peer.Abort());

    /// <summary>Stalls until the test releases it.</summary>
    public PeerScript WaitsFor(Task release) => Then("waits for the test", (_, token) => release.WaitAsync(token));

    /// <summary>Reads no further, whatever the other side sends.</summary>
    public PeerScript IgnoresTheRest() => Does("ignores the rest", static peer => peer.IgnoreRest());

    /// <summary>Tells the test that the script has come so far.</summary>
    public PeerScript Signals(TaskCompletionSource reached) => Does("signals", _ => reached.TrySetResult());

    /// <summary>Adds the same steps a number of times.</summary>
    public PeerScript Repeats(int times, Action<PeerScript, int> steps)
    {
        for (int i = 0; i < times; i++)
        {
            steps(this, i);
        }

        return this;
    }

    /// <summary>Does anything else that does not take time.</summary>
    public PeerScript Does(string text, Action<PeerConnection> action) => Then(
        text,
        (peer, _) =>
        {
            action(peer);
            return Task.CompletedTask;
        });

    /// <summary>Does anything else.</summary>
    public PeerScript Then(string text, Func<PeerConnection, CancellationToken, Task> action)
    {
        _steps.Add((text, action));
        return this;
    }

    internal async Task RunAsync(PeerConnection peer, TimeSpan stepTimeout, CancellationToken disposed)
    {
        for (int i = 0; i < _steps.Count; i++)
        {
            (string text, Func<PeerConnection, CancellationToken, Task> run) = _steps[i];
            string where = $"Connection {peer.Number}, step {i + 1} of {_steps.Count} ({Shorten(text)})";
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(disposed);
            limit.CancelAfter(stepTimeout);
            try
            {
                await run(peer, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (disposed.IsCancellationRequested)
            {
                throw new ScriptException($"{where}: the test ended before the script did. {peer.DescribeRest()}");
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                throw new ScriptException($"{where}: nothing happened for {stepTimeout.TotalSeconds} s. {peer.DescribeRest()}");
            }
            catch (ScriptException e)
            {
                throw new ScriptException($"{where}: {e.Message}", e);
            }
            catch (IOException e)
            {
                throw new ScriptException($"{where}: the other side is gone: {e.Message}", e);
            }
        }
    }

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "...";
}
