using Varlink.Client;
using Varlink.Framing;
using Varlink.Messages;

namespace Varlink;

/// <summary>
/// Many calls that go out together: one connection, one flush, replies in order. For a thousand small calls it is many times faster than
/// one after the other. Not for use by several threads at once, nor more than once.
/// </summary>
public sealed class VarlinkBatch
{
    private readonly VarlinkClient _client;
    private readonly int _maxMessageSize;
    private readonly OutgoingBuffer _buffer = new();
    private readonly List<IPendingCall> _calls = [];
    private readonly bool _closesOnAbandon;
    private bool _sent;

    internal VarlinkBatch(VarlinkClient client, int maxMessageSize, bool closesOnAbandon)
    {
        _closesOnAbandon = closesOnAbandon;
        _client = client;
        _maxMessageSize = maxMessageSize;
    }

    /// <summary>How many calls it holds.</summary>
    public int Count => _calls.Count;

    /// <summary>Adds a call.</summary>
    /// <typeparam name="TParameters">The type of the parameters.</typeparam>
    /// <typeparam name="TReply">The type of the reply.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The reply, or how this call failed; nothing happens to it before <see cref="SendAsync"/>.</returns>
    /// <exception cref="ArgumentException">The parameters cannot be sent. The batch is as it was.</exception>
    /// <exception cref="InvalidOperationException">The batch has been sent.</exception>
    public Task<TReply> Add<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method, TParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(method);
        ThrowIfSent();
        if (method.RequiresMore)
        {
            throw new ArgumentException($"{method.FullName} answers with a stream, which cannot be part of a batch.", nameof(method));
        }

        using (var writer = new CallWriter(_maxMessageSize))
        {
            writer.Write(_buffer, method, parameters, CallFlags.None);
        }

        var call = new PendingCall<TParameters, TReply>(method, _closesOnAbandon);
        _calls.Add(call);
        return call.Task;
    }

    /// <summary>
    /// Sends the calls and waits until each is answered or has failed. It does not throw for calls that fail: await the tasks that
    /// <see cref="Add"/> gave. Nothing is sent again, whatever fails.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting: what is not answered then ends as cancelled.</param>
    /// <returns>Completes when every call has ended.</returns>
    /// <exception cref="InvalidOperationException">The batch has been sent.</exception>
    public async Task SendAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfSent();
        _sent = true;
        if (_calls.Count > 0)
        {
            await _client.SendBatchAsync(_buffer, _calls, cancellationToken).ConfigureAwait(false);
        }
    }

    private void ThrowIfSent()
    {
        if (_sent)
        {
            throw new InvalidOperationException("The batch has been sent. Make another one with CreateBatch.");
        }
    }
}
