using Varlink;
using Varlink.Transports;

namespace Podman.Discovery;

/// <summary>
/// Keeps a client from asking again at an address that was only guessed: until it is known to be right, a failure is final. Afterwards a
/// daemon that restarts is worth waiting for.
/// </summary>
internal sealed class OneTryConnector(IVarlinkConnector inner) : IVarlinkConnector
{
    private volatile bool _found;

    public string Endpoint => inner.Endpoint;

    /// <summary>Podman has answered at the address.</summary>
    public void SetFound() => _found = true;

    public async ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await inner.ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (VarlinkConnectionException e) when (!_found)
        {
            throw new CandidateFailedException(e);
        }
    }
}

/// <summary>An address that was only guessed has failed. Does not leave discovery.</summary>
internal sealed class CandidateFailedException(VarlinkConnectionException failure) : Exception(failure.Message, failure)
{
    public VarlinkConnectionException Failure => failure;
}
