using Varlink.Messages;
using Varlink.Transports;

namespace Varlink.Client;

/// <summary>A stream or an upgrade on the only connection of a client: see <see cref="SingleConnection"/>. It has its turn from the start.</summary>
internal sealed class QueuedStreamCall<TParameters, TReply> : IStreamCall<TParameters, TReply>
{
    private readonly ConnectionUse _use;
    private readonly VarlinkMethod<TParameters, TReply> _method;
    private readonly CancellationToken _cancellationToken;
    private readonly VarlinkClientOptions _options;
    private readonly ReplyTimer _timer;
    private readonly Lock _gate = new();
    private PendingStream<TParameters, TReply>? _call;
    private CancellationTokenRegistration _cancellation;
    private bool _abandoned;
    private bool _received;
    private int _returned;

    public QueuedStreamCall(
        ConnectionUse use, VarlinkMethod<TParameters, TReply> method, VarlinkClientOptions options, CancellationToken cancellationToken)
    {
        _use = use;
        _method = method;
        _options = options;
        _cancellationToken = cancellationToken;
        _timer = new ReplyTimer(options.TimeProvider, OnLate);
    }

    public TReply Current { get; private set; } = default!;

    public bool HasEnded { get; private set; }

    public ValueTask SendAsync(TParameters parameters, CallFlags flags)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var call = new PendingStream<TParameters, TReply>(_method, flags);
        lock (_gate)
        {
            if (_abandoned)
            {
                throw Lost(mayHaveExecuted: false);
            }

            _use.Connection.Send(_method, parameters, flags, call);
            _call = call;
        }

        _timer.StartFor(flags, _method, _options);

        // The only way to stop a service that streams is to hang up.
        _cancellation = _cancellationToken.UnsafeRegister(static state => ((QueuedStreamCall<TParameters, TReply>)state!).Cancel(), this);
        return default;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        if (HasEnded)
        {
            return false;
        }

        if (_received)
        {
            _timer.Start(_options.NextReplyTimeout, VarlinkTimeLimit.NextReply);
        }

        TReply reply;
        bool isLast;
        try
        {
            (reply, isLast) = await _call!.ReadAsync().ConfigureAwait(false);
        }
        catch (VarlinkErrorException)
        {
            HasEnded = true;
            throw;
        }
        catch (VarlinkConnectionException e) when (_cancellationToken.IsCancellationRequested)
        {
            // Whichever came first: who has asked to stop is told that it stopped.
            throw Canceled(e);
        }

        _timer.Stop();
        _received = true;
        if (_cancellationToken.IsCancellationRequested)
        {
            throw Canceled(innerException: null);
        }

        (Current, HasEnded) = (reply, isLast);
        return true;
    }

    public VarlinkTransportConnection Release()
    {
        _cancellation.Dispose();
        _timer.Dispose();
        Return();
        return _use.Connection.Transport;
    }

    public void Abandon()
    {
        PendingStream<TParameters, TReply>? call;
        lock (_gate)
        {
            _abandoned = true;
            call = _call;
        }

        if (call is not null)
        {
            _use.Connection.Abandon(call, Lost(_use.Connection.MayHaveExecuted(call)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cancellation.DisposeAsync().ConfigureAwait(false);
        _timer.Dispose();
        if (!HasEnded)
        {
            Abandon();
        }

        Return();
    }

    private void Cancel() => _use.Connection.Abandon(_call!, Canceled(innerException: null));

    private void OnLate() => _use.Connection.Abandon(
        _call!, ConnectionFaults.StreamTimedOut(_method.FullName, _use.Connection.Endpoint, _timer.Limit, _timer.Kind, innerException: null));

    private void Return()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0)
        {
            _use.Dispose();
        }
    }

    private VarlinkConnectionException Lost(bool mayHaveExecuted) => ConnectionFaults.Lost(
        _method.FullName, _use.Connection.Endpoint, VarlinkConnectionReason.ClosedLocally, mayHaveExecuted, replyStarted: false, innerException: null);

    private VarlinkCallCanceledException Canceled(Exception? innerException) => new(
        _method.FullName, _use.Connection.Endpoint, _use.Connection.MayHaveExecuted(_call!), innerException, _cancellationToken);
}
