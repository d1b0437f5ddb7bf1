using System.Buffers;
using System.Text.Json;
using Varlink.Diagnostics;
using Varlink.Framing;
using Varlink.Messages;
using Varlink.Transports;

namespace Varlink.Client;

/// <summary>
/// One call with <c>more</c> or <c>upgrade</c>, on a connection of its own. Nothing runs in the background: whoever asks for the next reply
/// reads it from the transport, so that back-pressure reaches the service and no reply is buffered beyond what the transport holds.
/// </summary>
internal sealed class StreamCall<TParameters, TReply> : IStreamCall<TParameters, TReply>
{
    private readonly VarlinkTransportConnection _transport;
    private readonly VarlinkMethod<TParameters, TReply> _method;
    private readonly VarlinkClientOptions _options;
    private readonly FrameReader _frames;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly ReplyTimer _timer;
    private OpenConnection _open;
    private bool _sent;
    private bool _received;
    private bool _last;
    private volatile bool _abandoned;

    public StreamCall(
        VarlinkTransportConnection transport,
        VarlinkMethod<TParameters, TReply> method,
        VarlinkClientOptions options,
        CancellationToken cancellationToken)
    {
        _transport = transport;
        _method = method;
        _options = options;
        _frames = new FrameReader(transport.Input, options.MaxReceivedMessageSize);
        _cancellationToken = cancellationToken;
        _open = OpenConnection.Count(CallInstruments.Client, transport.Endpoint);

        // The only way to stop a service that streams is to hang up.
        _timer = new ReplyTimer(options.TimeProvider, transport.Abort);
        _cancellation = cancellationToken.UnsafeRegister(static state => ((VarlinkTransportConnection)state!).Abort(), transport);
    }

    public TReply Current { get; private set; } = default!;

    public bool HasEnded => _last;

    public async ValueTask SendAsync(TParameters parameters, CallFlags flags)
    {
        var buffer = new OutgoingBuffer();
        using (var writer = new CallWriter(_options.MaxSentMessageSize))
        {
            writer.Write(buffer, _method, parameters, flags);
        }

        _cancellationToken.ThrowIfCancellationRequested();
        _timer.StartFor(flags, _method, _options);
        try
        {
            _sent = true;
            buffer.Written.CopyTo(_transport.Output.GetSpan(buffer.Length));
            _transport.Output.Advance(buffer.Length);
            await _transport.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not VarlinkException)
        {
            throw Lost(VarlinkConnectionReason.Broken, e);
        }
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        if (_last)
        {
            return false;
        }

        if (_received)
        {
            _timer.Start(_options.NextReplyTimeout, VarlinkTimeLimit.NextReply);
        }

        ReadOnlySequence<byte> frame;
        try
        {
            while (!_frames.TryRead(out frame))
            {
                if (!await _frames.WaitAsync(CancellationToken.None).ConfigureAwait(false))
                {
                    throw Lost(VarlinkConnectionReason.ClosedByPeer, innerException: null);
                }
            }
        }
        catch (FrameTooLargeException e)
        {
            throw ReplyFaults.Describe(e, _method.FullName, _transport.Endpoint);
        }
        catch (Exception e) when (e is not (VarlinkException or VarlinkCallCanceledException))
        {
            throw Lost(VarlinkConnectionReason.Broken, e);
        }

        _timer.Stop();
        if (_cancellationToken.IsCancellationRequested)
        {
            throw Canceled(innerException: null);
        }

        Decode(frame);
        _received = true;
        return true;
    }

    public VarlinkTransportConnection Release()
    {
        _cancellation.Dispose();
        _timer.Dispose();
        _frames.Release();
        _open.Close();
        return _transport;
    }

    public void Abandon()
    {
        _abandoned = true;
        _transport.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await _cancellation.DisposeAsync().ConfigureAwait(false);
        _timer.Dispose();
        if (!_last)
        {
            _transport.Abort();
        }

        _open.Close();
        await _transport.DisposeAsync().ConfigureAwait(false);
    }

    private void Decode(in ReadOnlySequence<byte> frame)
    {
        ReplyEnvelope envelope;
        TReply reply;
        VarlinkErrorException? failure = null;
        try
        {
            envelope = ReplyReader.Read(frame, _method.ReplyDecoder, out reply);
            if (envelope.Error is { } error)
            {
                failure = ErrorReader.Read(frame, error, _method.Errors, _method.FullName, _transport.Endpoint);
            }
        }
        catch (Exception e) when (e is JsonException or VarlinkJsonException)
        {
            throw ReplyFaults.Describe(e, _method.FullName, _transport.Endpoint, frame);
        }

        if (failure is not null)
        {
            _last = true;
            throw failure;
        }

        Current = reply;
        _last = !envelope.Continues;
    }

    private Exception Lost(VarlinkConnectionReason reason, Exception? innerException)
    {
        VarlinkConnectionException lost = ConnectionFaults.Lost(
            _method.FullName,
            _transport.Endpoint,
            _abandoned ? VarlinkConnectionReason.ClosedLocally : reason,
            _sent,
            _received || _frames.HasPartialFrame,
            innerException);
        return _cancellationToken.IsCancellationRequested ? Canceled(lost)
            : _timer.HasPassed ? ConnectionFaults.StreamTimedOut(_method.FullName, _transport.Endpoint, _timer.Limit, _timer.Kind, lost)
            : lost;
    }

    private VarlinkCallCanceledException Canceled(Exception? innerException) =>
        new(_method.FullName, _transport.Endpoint, _sent, innerException, _cancellationToken);
}
