using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Varlink.Client;
using Varlink.Diagnostics;
using Varlink.Messages;
using Varlink.Transports;

namespace Varlink;

/// <summary>
/// Calls the methods of one service. It holds as many connections as the calls need, makes the first one when it is needed, and is meant
/// to be shared: every member may be called from any thread. What a caller may rely on: a reply never reaches another call, and no
/// call is sent twice that could have been carried out (see <see cref="VarlinkResilience"/>).
/// </summary>
public sealed partial class VarlinkClient : IVarlinkCaller
{
    private readonly VarlinkClientOptions _options;
    private readonly ILogger _logger;
    private readonly IConnectionSource _pool;
    private readonly CallsUnderWay _underWay = new();

    /// <summary>Makes a client. Nothing is connected yet.</summary>
    /// <param name="connector">Makes connections to the service.</param>
    /// <param name="options">How to connect, wait and retry; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public VarlinkClient(IVarlinkConnector connector, VarlinkClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connector);
        _options = (options ?? new VarlinkClientOptions()).Validated();
        _logger = _options.LoggerFactory.CreateLogger("Varlink.Client");
        var opener = new ConnectionOpener(connector, _options, _logger);
        _pool = _options.SingleConnection
            ? new SingleConnection(opener, _options, _logger)
            : new ConnectionPool(opener, _options, _logger);
        _retries = CreateRetries();
    }

    /// <summary>The address of the service.</summary>
    public string Endpoint => _pool.Endpoint;

    /// <summary>Makes a client and a first connection, so that a service that is not there is found out now.</summary>
    /// <param name="address">The address of the service: <c>unix:/run/podman/io.podman</c>, <c>tcp:localhost:12345</c>.</param>
    /// <param name="options">How to connect, wait and retry; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>The client.</returns>
    /// <exception cref="FormatException">The address is none.</exception>
    /// <exception cref="VarlinkConnectionException">No connection could be made.</exception>
    public static async Task<VarlinkClient> ConnectAsync(
        string address, VarlinkClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        var client = new VarlinkClient(VarlinkAddress.Parse(address).CreateConnector(), options);
        try
        {
            await client.EnsureConnectedAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes sure that the service is there: makes a connection, which the first call will use.</summary>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Completes when a connection is made.</returns>
    /// <exception cref="VarlinkConnectionException">None could be made.</exception>
    public async Task EnsureConnectedAsync(CancellationToken cancellationToken = default)
    {
        using CallsUnderWay.Entry entry = _underWay.Enter();
        await _pool.EnsureConnectedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<TReply> CallAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (method.RequiresMore)
        {
            throw new ArgumentException($"{method.FullName} answers with a stream only: call it with {nameof(StreamAsync)}.", nameof(method));
        }

        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<TReply>(cancellationToken)
            : CallInstruments.Client.AreWanted
                ? CallObservedAsync(method, parameters, cancellationToken)
                : CallResilientlyAsync(method, parameters, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<TReply> StreamAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (!method.SupportsMore)
        {
            throw new ArgumentException($"{method.FullName} does not answer with a stream: call it with {nameof(CallAsync)}.", nameof(method));
        }

        return CallInstruments.Client.AreWanted
            ? ReadStreamObservedAsync(method, parameters, cancellationToken)
            : ReadStreamAsync(method, parameters, cancellationToken);
    }

    /// <summary>
    /// Lets calls in flight finish within <see cref="VarlinkClientOptions.DisposeTimeout"/>, then closes all connections: what is still in
    /// flight ends with <see cref="VarlinkConnectionException"/>. Streams end at once. Later calls throw <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <returns>Completes when all is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (!_underWay.Close())
        {
            return;
        }

        foreach (IAbandonable stream in TakeStreams())
        {
            stream.Abandon();
        }

        using (CancellationTokenSource limit = new(_options.DisposeTimeout, _options.TimeProvider))
        {
            if (!await _underWay.WaitUntilNoneAsync(limit.Token).ConfigureAwait(false))
            {
                ClientLog.DisposedWithCalls(_logger, Endpoint, _underWay.Count);
            }
        }

        await _pool.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>One attempt: a connection by the lane of the method, the bytes, the reply.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TReply> CallOnceAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        using ConnectionUse use = await _pool.TakeAsync(method, cancellationToken).ForCall(method.FullName).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var call = new PendingCall<TParameters, TReply>(method, closesOnAbandon: use.ClosesOnAbandon);
        try
        {
            use.Connection.Send(method, parameters, CallFlags.None, call);
            return await call.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (VarlinkConnectionException e) when (cancellationToken.IsCancellationRequested)
        {
            // Whichever came first: who has asked to stop is told that it stopped.
            throw new VarlinkCallCanceledException(method.FullName, Endpoint, e.MayHaveExecuted, e, cancellationToken);
        }
    }
}
