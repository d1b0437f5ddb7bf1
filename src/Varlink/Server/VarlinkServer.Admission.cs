using Varlink.Diagnostics;
using Varlink.Transports;

namespace Varlink;

/// <content>Who may connect.</content>
public sealed partial class VarlinkServer
{
    /// <summary>Asks <see cref="VarlinkServerOptions.Admit"/>, and closes the connection of whoever is not admitted.</summary>
    private bool Admits(VarlinkTransportConnection transport)
    {
        if (_options.Admit is not { } admit)
        {
            return true;
        }

        var peer = new VarlinkPeer(transport.Endpoint, transport.PeerCredentials);
        try
        {
            if (admit(peer))
            {
                return true;
            }

            ServerLog.NotAdmitted(_logger, peer.Endpoint, peer.Credentials?.UserId, peer.Credentials?.ProcessId);
        }
        catch (Exception e)
        {
            // A rule that fails has not said yes.
            ServerLog.AdmissionFailed(_logger, peer.Endpoint, e);
        }

        transport.Abort();
        return false;
    }
}
