using System.Buffers;
using Microsoft.Extensions.Logging;
using Varlink.Diagnostics;
using Varlink.Framing;
using Varlink.Transports;

namespace Varlink.Server;

/// <summary>
/// One connection: reads calls and answers them, one at a time, in order. Nothing that goes wrong here reaches another connection.
/// </summary>
internal sealed partial class ServerConnection : IDisposable
{
    private readonly VarlinkTransportConnection _transport;
    private readonly CallPlaces? _places;
    private readonly VarlinkServerOptions _options;
    private readonly ILogger _logger;
    private readonly FrameReader _frames;
    private readonly CallReader _calls;
    private readonly ReplyOutput _output;
    private readonly CancellationTokenSource _callerGone;
    private readonly CancellationToken _stopping;
    private readonly CancellationToken _cancelCalls;
    private readonly VarlinkPeerCredentials? _caller;

    /// <param name="transport">The connection.</param>
    /// <param name="directory">What the server offers.</param>
    /// <param name="places">How many calls may be under way at once; null for any number.</param>
    /// <param name="options">The limits.</param>
    /// <param name="logger">Where logs go.</param>
    /// <param name="stopping">Fires when no further call is to be begun.</param>
    /// <param name="cancelCalls">Fires when calls under way are to end.</param>
    public ServerConnection(
        VarlinkTransportConnection transport,
        ServiceDirectory directory,
        CallPlaces? places,
        VarlinkServerOptions options,
        ILogger logger,
        CancellationToken stopping,
        CancellationToken cancelCalls)
    {
        _transport = transport;
        _places = places;
        _options = options;
        _logger = logger;
        _stopping = stopping;
        _cancelCalls = cancelCalls;
        _caller = transport.PeerCredentials;
        _callerGone = CancellationTokenSource.CreateLinkedTokenSource(cancelCalls);
        _frames = new FrameReader(transport.Input, options.MaxReceivedMessageSize);
        _calls = new CallReader(directory, options.AnswersCallsWithoutMethod);
        _output = new ReplyOutput(transport.Output, options, _callerGone, OnRepliesUnread);
    }

    /// <summary>Ends the connection at once.</summary>
    public void Abort() => _transport.Abort();

    /// <summary>Frees what the connection holds; the connection itself is left alone where it was not served.</summary>
    public void Dispose()
    {
        _output.Dispose();
        _callerGone.Dispose();
    }

    /// <summary>Serves the connection until it ends. Never throws.</summary>
    public async Task RunAsync()
    {
        string endpoint = _transport.Endpoint;
        ServerLog.ConnectionOpened(_logger, endpoint);
        OpenConnection open = OpenConnection.Count(CallInstruments.Server, endpoint);
        try
        {
            await ServeAsync().ConfigureAwait(false);
        }
        catch (MalformedCallException e)
        {
            ServerLog.MalformedCall(_logger, endpoint, e.Message);
        }
        catch (FrameTooLargeException e)
        {
            ServerLog.MalformedCall(
                _logger,
                endpoint,
                $"{e.Message} {nameof(VarlinkServerOptions)}.{nameof(VarlinkServerOptions.MaxReceivedMessageSize)} sets this limit.");
        }
        catch (IOException e)
        {
            ServerLog.ConnectionBroke(_logger, endpoint, e);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested || _callerGone.IsCancellationRequested)
        {
            // The server stops, or nobody is there any longer.
        }
        catch (Exception e)
        {
            ServerLog.ConnectionFailed(_logger, endpoint, e);
        }

        await CloseAsync().ConfigureAwait(false);
        open.Close();
        ServerLog.ConnectionClosed(_logger, endpoint);
    }

    private async Task ServeAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            if (_frames.TryRead(out ReadOnlySequence<byte> frame))
            {
                _receivingSince = null;
                IncomingCall call = await ReadCallAsync(frame).ConfigureAwait(false);
                CallPlace? place = await TakePlaceAsync(call.Route).ConfigureAwait(false);
                try
                {
                    if (!await AnswerAsync(call, place).ConfigureAwait(false))
                    {
                        return;
                    }
                }
                finally
                {
                    place?.GiveBack();
                }
            }
            else if (!await ReadMoreAsync().ConfigureAwait(false))
            {
                if (_frames.HasPartialFrame)
                {
                    throw new MalformedCallException("The connection ended in the middle of a message.");
                }

                return;
            }
        }

        await _output.FlushAsync(_cancelCalls).ConfigureAwait(false);
    }

    /// <summary>Waits until the call may be begun. Nothing is read meanwhile, so that the message, too, stays where it is.</summary>
    private async ValueTask<CallPlace?> TakePlaceAsync(MethodRoute route)
    {
        if (_places is null || route.Service is null or StandardService)
        {
            return null;
        }

        if (_places.TryTake() is { } free)
        {
            return free;
        }

        if (!_callerGone.IsCancellationRequested)
        {
            // The replies to the calls before do not wait with it.
            await _output.FlushAsync(_callerGone.Token).ConfigureAwait(false);
        }

        return await _places.TakeAsync(route.Method, _stopping).ConfigureAwait(false);
    }

    /// <summary>A message that is no call ends the connection, but not before the calls that came ahead of it are answered.</summary>
    private async ValueTask<IncomingCall> ReadCallAsync(ReadOnlySequence<byte> frame)
    {
        try
        {
            return _calls.Read(frame);
        }
        catch (MalformedCallException)
        {
            await _output.FlushAsync(_cancelCalls).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A caller that leaves its replies where they are is no longer waited for.</summary>
    private void OnRepliesUnread()
    {
        ServerLog.RepliesUnread(
            _logger, _transport.Endpoint, _options.SendTimeout, $"{nameof(VarlinkServerOptions)}.{nameof(VarlinkServerOptions.SendTimeout)}");
        Abort();
    }

    private async Task CloseAsync()
    {
        try
        {
            await _transport.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            ServerLog.ConnectionFailed(_logger, _transport.Endpoint, e);
        }

        if (_reading is Task reading)
        {
            // It ends with the connection. How, is of no interest any more.
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Dispose();
    }
}
