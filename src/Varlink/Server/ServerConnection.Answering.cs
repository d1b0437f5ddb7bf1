using Varlink.Diagnostics;

namespace Varlink.Server;

/// <content>How a call is answered, whatever becomes of it.</content>
internal sealed partial class ServerConnection
{
    /// <summary>Answers a call.</summary>
    /// <returns>Whether the connection goes on.</returns>
    private async Task<bool> AnswerAsync(IncomingCall incoming, CallPlace? place)
    {
        MethodRoute route = incoming.Route;
        ServerLog.CallStarted(_logger, route.Method);
        using ObservedCall? observed = ObservedCall.StartServer(route.Method, _transport.Endpoint, _options.TimeProvider);
        VarlinkParameterPolicy policy = route.Service?.ParameterPolicy ?? VarlinkParameterPolicy.Strict;
        // What follows a call that may be upgraded is nobody's to look at before it is known whose it is.
        _mayUpgrade = incoming.Upgrade;
        _output.IsStreaming = incoming.More;
        var call = new ServerCall(incoming, policy, _output, _frames.HasFrame && !_mayUpgrade, _caller, _transport, place);

        // Who sends a call one way may leave at once. It is carried out all the same.
        CancellationToken token = incoming.Oneway ? _cancelCalls : _callerGone.Token;
        try
        {
            Task answering = route.Service is { } service
                ? service.DispatchAsync(call, token)
                : throw (route == MethodRoute.None
                    ? new InvalidParameterException("method")
                    : new InterfaceNotFoundException(route.InterfaceName));
            if (!answering.IsCompleted)
            {
                call.LetGoOfMessage();
                await WatchAsync(answering).ConfigureAwait(false);
            }

            await answering.ConfigureAwait(false);
            if (!call.IsAnswered)
            {
                throw new InvalidOperationException("The service returned without a reply.");
            }
        }
        catch (OperationCanceledException e) when (token.IsCancellationRequested)
        {
            observed?.Fail(e);
            CallEnded(route);
        }
        catch (IOException e) when (_output.IsBroken)
        {
            observed?.Fail(e);
            CallEnded(route);
        }
        catch (Exception e) when (call.Context.HangsUp && !call.IsAnswered)
        {
            observed?.Fail(e);
            ServerLog.HungUp(_logger, route.Method);
        }
        catch (Exception e)
        {
            Fail(call, e, observed);
        }

        observed?.Dispose();

        // What follows is no work of the call's, and may take as long as the client pleases.
        place?.GiveBack();
        if (_callerGone.IsCancellationRequested)
        {
            // Nobody reads replies any longer. Calls that have arrived already are carried out all the same, as if they had come one way.
            return !_cancelCalls.IsCancellationRequested;
        }

        if (call.Context.HangsUp && !call.IsAnswered)
        {
            await _output.FlushAsync(_callerGone.Token).ConfigureAwait(false);
            return false;
        }

        if (call.IsUpgraded)
        {
            await HandOverAsync(call).ConfigureAwait(false);
            return false;
        }

        if (!_frames.HasFrame || _output.IsDue)
        {
            await _output.FlushAsync(_callerGone.Token).ConfigureAwait(false);
        }

        return true;
    }

    private void CallEnded(MethodRoute route)
    {
        if (!_cancelCalls.IsCancellationRequested)
        {
            ServerLog.CallerGone(_logger, route.Method);
        }
    }

    /// <summary>
    /// Answers with an error. An exception that is no varlink error gets an error reply too, and does not end the connection: others may have
    /// calls under way on it, which have nothing to do with this one, and a caller that sees the connection go does not know what happened.
    /// </summary>
    private void Fail(ServerCall call, Exception exception, ObservedCall? observed)
    {
        if (call.IsAnswered)
        {
            observed?.Fail(exception);
            ServerLog.CallFailedAfterReply(_logger, call.Method, exception);
            return;
        }

        if (exception is VarlinkErrorException error)
        {
            try
            {
                call.WriteError(error.ErrorName, error);
                observed?.Fail(error);
                ServerLog.CallAnsweredWithError(_logger, call.Method, error.ErrorName);
                return;
            }
            catch (Exception e)
            {
                // The parameters of the error cannot be sent, which is a fault of the service like any other.
                exception = new AggregateException(e, error);
            }
        }

        observed?.Fail(exception, _options.InternalErrorName);
        ServerLog.CallFailed(_logger, call.Method, _options.InternalErrorName, exception);
        call.WriteError(_options.InternalErrorName, error: null);
    }
}
