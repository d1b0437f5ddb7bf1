using System.Text;
using Varlink.Transports;

namespace Varlink.TestKit;

/// <summary>
/// What a peer does on one connection, in the order of a sequence diagram. Messages are given as JSON text without the NUL. What goes wrong on
/// the way (pieces, splits, cuts, stalls) is said once, beside the steps: it counts the bytes of a whole direction. The peer may be a service
/// (<see cref="ScriptedPeer"/>) or a caller (<see cref="PlayAsync"/>).
/// </summary>
public sealed class PeerScript
{
    private readonly List<(string Text, Func<PeerConnection, CancellationToken, Task> Run)> _steps = [];

    internal PeerFaults Faults { get; } = new();

    /// <summary>The other side receives whatever is sent in pieces of at most this many bytes, one by one.</summary>
    public PeerScript InPiecesOf(int size)
    {
        Faults.PieceSize = size;
        return this;
    }

    /// <summary>The other side receives the first bytes on their own, and then the rest.</summary>
    public PeerScript SplitsAt(long offset)
    {
        Faults.SplitAt = offset;
        return this;
    }

    /// <summary>Ends the connection once so many bytes are sent; the script ends there.</summary>
    public PeerScript CutsAfterSending(long bytes, Cut cut = Cut.Close)
    {
        (Faults.CutAfterSending, Faults.Cut) = (bytes, cut);
        return this;
    }

    /// <summary>
    /// Ends the connection once so many bytes have come, or a few more if they came together; the script ends there. Where the connection holds
    /// no more (<see cref="ScriptedPeer.Capacity"/>), they are exactly so many.
    /// </summary>
    public PeerScript CutsAfterReceiving(long bytes, Cut cut = Cut.Close)
    {
        (Faults.CutAfterReceiving, Faults.Cut) = (bytes, cut);
        return this;
    }

    /// <summary>
    /// Does nothing more once so many bytes are sent, and received, but wait for the other side to end the connection; the script ends there.
    /// </summary>
    public PeerScript StallsAfterSending(long bytes, TaskCompletionSource stalled)
    {
        (Faults.StallAfterSending, Faults.Stalled) = (bytes, stalled);
        return this;
    }

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

    /// <summary>Plays the script as a caller. Throws what went wrong; a script that was told to cut or to stall ends there.</summary>
    public Task PlayAsync(VarlinkTransportConnection transport, CancellationToken cancellationToken) =>
        RunAsync(new PeerConnection(transport) { Faults = Faults }, TimeSpan.FromSeconds(10), cancellationToken);

    internal async Task RunAsync(PeerConnection peer, TimeSpan stepTimeout, CancellationToken disposed)
    {
        try
        {
            await peer.Faults.CheckReceivedAsync(0, peer).ConfigureAwait(false);
            await RunStepsAsync(peer, stepTimeout, disposed).ConfigureAwait(false);
        }
        catch (ScriptCutException)
        {
            // As it was told to.
        }
    }

    private async Task RunStepsAsync(PeerConnection peer, TimeSpan stepTimeout, CancellationToken disposed)
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
