using System.Buffers;
using System.Text.Json;
using Varlink.Transports;

namespace Varlink.Server;

/// <summary>One call while it is being answered.</summary>
internal sealed class ServerCall : VarlinkServerCall
{
    private readonly Lock _gate = new();
    private readonly ReplyOutput _output;
    private readonly CallPlace? _place;
    private readonly VarlinkParameterPolicy _policy;
    private readonly bool _moreCallsAtHand;
    private readonly JsonTokenType _parametersKind;
    private ReadOnlySequence<byte> _parameters;
    private bool _parametersRead;
    private bool _messageGone;
    private bool _failed;

    /// <param name="call">The call.</param>
    /// <param name="policy">What to do with parameters that do not fit.</param>
    /// <param name="output">Where the replies go.</param>
    /// <param name="moreCallsAtHand">Whether another call has arrived already, whose reply can leave together with the last of this one.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="transport">The connection.</param>
    /// <param name="place">What it holds of the number of calls that may be under way.</param>
    public ServerCall(
        in IncomingCall call,
        VarlinkParameterPolicy policy,
        ReplyOutput output,
        bool moreCallsAtHand,
        VarlinkPeerCredentials? caller,
        VarlinkTransportConnection? transport,
        CallPlace? place)
        : base(
            call.Route.Method,
            call.Route.MethodName,
            new VarlinkCallContext(call.Route.Method, call.More, call.Oneway, call.Upgrade, caller) { Transport = transport })
    {
        _parametersKind = call.ParametersKind;
        _parameters = call.Parameters;
        _policy = policy;
        _output = output;
        _moreCallsAtHand = moreCallsAtHand;
        _place = place;
    }

    /// <summary>Whether the last reply was written, be it an error.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Whether the connection is to be handed over: the service has said so, and answered without an error.</summary>
    public bool IsUpgraded => IsAnswered && !_failed && Context.UpgradeHandler is not null;

    public override TParameters ReadParameters<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method)
    {
        ArgumentNullException.ThrowIfNull(method);
        lock (_gate)
        {
            if (_messageGone)
            {
                throw new InvalidOperationException("Parameters are read once: their message is no longer there.");
            }

            _parametersRead = true;
            return ParametersReader.Read(method.ParametersDecoder, _parametersKind, _parameters, _policy);
        }
    }

    public override async Task ReplyAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TReply reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(method);
        WriteReply(method, reply, continues: false);
        if (!_moreCallsAtHand || _output.IsDue)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task ReplyAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, IAsyncEnumerable<TReply> replies, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(replies);
        if (!Context.More)
        {
            throw new InvalidOperationException($"{Method} was not called with more: only one reply may be sent.");
        }

        // It may last for hours, and the next call must not wait for its end.
        _place?.GiveBack();
        return StreamedReplies.SendAsync(this, method, replies, cancellationToken);
    }

    public override VarlinkErrorException NotImplemented() => new MethodNotImplementedException(MethodName);

    public override VarlinkErrorException NotFound() => new MethodNotFoundException(MethodName);

    public override VarlinkErrorException ExpectedMore() => new ExpectedMoreException();

    public override VarlinkErrorException ExpectedUpgrade() => new ExpectedUpgradeException();

    /// <summary>Writes a reply, and does not send it yet.</summary>
    public void WriteReply<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method, TReply reply, bool continues)
    {
        if (IsAnswered)
        {
            throw new InvalidOperationException($"{Method} was answered already: only one reply may be sent.");
        }

        if (!Context.Oneway)
        {
            _output.WriteReply(method.ReplyEncoder, reply, continues);
        }

        IsAnswered = !continues;
    }

    /// <summary>Writes the only reply of an empty stream: one that carries nothing.</summary>
    public void WriteEmptyReply()
    {
        _output.WriteReply<object?>(encode: null, reply: null, continues: false);
        IsAnswered = true;
    }

    /// <summary>Writes an error reply, and does not send it yet.</summary>
    public void WriteError(string name, VarlinkErrorException? error)
    {
        if (!Context.Oneway)
        {
            _output.WriteError(name, error);
        }

        _failed = true;
        IsAnswered = true;
    }

    public bool IsFlushDue => _output.IsDue;

    public override ValueTask FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

    /// <summary>
    /// The message is about to give way to the next one while the call goes on: parameters that were not read yet are kept.
    /// </summary>
    public void LetGoOfMessage()
    {
        lock (_gate)
        {
            if (_parametersRead)
            {
                _messageGone = true;
            }
            else
            {
                _parameters = new ReadOnlySequence<byte>(_parameters.ToArray());
            }
        }
    }
}
