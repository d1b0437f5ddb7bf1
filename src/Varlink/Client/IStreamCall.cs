using Varlink.Messages;
using Varlink.Transports;

namespace Varlink.Client;

/// <summary>One call with <c>more</c> or <c>upgrade</c>, whose reader pulls the replies. Disposing of it before its end costs the connection.</summary>
internal interface IStreamCall<TParameters, TReply> : IAbandonable, IAsyncDisposable
{
    /// <summary>The reply that was read last.</summary>
    TReply Current { get; }

    /// <summary>Whether the last reply has been read.</summary>
    bool HasEnded { get; }

    ValueTask SendAsync(TParameters parameters, CallFlags flags);

    /// <summary>Reads the next reply. False after the last one.</summary>
    ValueTask<bool> MoveNextAsync();

    /// <summary>
    /// Leaves the transport, and the bytes read ahead, to whoever reads it next. Only for <c>upgrade</c>, once it is answered; the call need
    /// not be disposed of then.
    /// </summary>
    VarlinkTransportConnection Release();
}
