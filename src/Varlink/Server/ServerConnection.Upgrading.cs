using Varlink.Diagnostics;

namespace Varlink.Server;

/// <content>The end of varlink on a connection that a service takes over.</content>
internal sealed partial class ServerConnection
{
    private bool _mayUpgrade;

    /// <summary>Sends the reply, and gives the service the connection with everything that was read ahead.</summary>
    private async Task HandOverAsync(ServerCall call)
    {
        await _output.FlushAsync(_callerGone.Token).ConfigureAwait(false);

        // Nothing is being read: the connection does not read ahead while it answers a call that may be upgraded.
        _frames.Release();
        ServerLog.ConnectionUpgraded(_logger, _transport.Endpoint, call.Method);
        try
        {
            await call.Context.UpgradeHandler!(_transport, _callerGone.Token).ConfigureAwait(false);
            await _transport.Output.CompleteAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_cancelCalls.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (IOException e)
        {
            ServerLog.ConnectionBroke(_logger, _transport.Endpoint, e);
        }
        catch (Exception e)
        {
            ServerLog.UpgradedConnectionFailed(_logger, call.Method, e);
        }
    }
}
