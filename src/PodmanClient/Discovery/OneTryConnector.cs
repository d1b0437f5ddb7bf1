using Varlink;
using Varlink.Transports;

namespace Podman.Discovery;

/// <summary>
/// Keeps a client from asking again at an address that was only guessed: until a first connection is made, a failure is final. Afterwards
/// the address is known to be right, and a daemon that restarts is worth waiting for.
/// </summary>
internal sealed class OneTryConnector(IVarlinkConnector inner) : IVarlinkConnector
{
    private volatile bool _found;

    public string Endpoint => inner.Endpoint;

    public async ValueTask<VarlinkTransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            VarlinkTransportConnection connection = await inner.ConnectAsync(cancellationToken).ConfigureAwait(false);
            _found = true;
            return connection;
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
