using Microsoft.Extensions.Logging;
using Polly;
using Varlink.Client;
using Varlink.Diagnostics;
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
    private readonly ConnectionPool _pool;
    private readonly CallsUnderWay _underWay = new();
    private readonly ResiliencePipeline _retries;

    /// <summary>Makes a client. Nothing is connected yet.</summary>
    /// <param name="connector">Makes connections to the service.</param>
    /// <param name="options">How to connect, wait and retry; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public VarlinkClient(IVarlinkConnector connector, VarlinkClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connector);
        _options = (options ?? new VarlinkClientOptions()).Validated();
        _logger = _options.LoggerFactory.CreateLogger("Varlink.Client");
        _pool = new ConnectionPool(new ConnectionOpener(connector, _options, _logger), _options, _logger);
        _retries = CreateRetries();
    }

    /// <summary>The address of the service.</summary>
    public string Endpoint => _pool.Endpoint;

    /// <summary>Makes sure that the service is there: makes a connection, which the first call will use.</summary>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Completes when a connection is made.</returns>
    /// <exception cref="VarlinkConnectionException">None could be made.</exception>
    public async Task EnsureConnectedAsync(CancellationToken cancellationToken = default)
    {
        using CallsUnderWay.Entry entry = _underWay.Enter();
        await _pool.GetSharedAsync(cancellationToken).ConfigureAwait(false);
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

        return ReadStreamAsync(method, parameters, cancellationToken);
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

    private async Task<TReply> CallResilientlyAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        using CallsUnderWay.Entry entry = _underWay.Enter();
        if (_options.ResiliencePipeline is { } pipeline)
        {
            return await CallThroughAsync(pipeline, method, parameters, cancellationToken).ConfigureAwait(false);
        }

        VarlinkConnectionException failure;
        try
        {
            return await CallOnceAsync(method, parameters, cancellationToken).ConfigureAwait(false);
        }
        catch (VarlinkConnectionException e) when (VarlinkResilience.MayRetry(e, method) && !_underWay.IsClosed)
        {
            failure = e;
        }

        // Only now does resilience cost anything: a call that succeeds at once never meets the pipeline.
        ClientLog.CallRetry(_logger, method.FullName, failure.Endpoint, attempt: 2, failure);
        return await CallThroughAsync(_retries, method, parameters, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TReply> CallThroughAsync<TParameters, TReply>(
        ResiliencePipeline pipeline, VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(method.FullName, cancellationToken);
        context.Properties.Set(VarlinkResilience.MethodKey, method);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, call) =>
                    await call.Client.CallOnceAsync(call.Method, call.Parameters, context.CancellationToken).ConfigureAwait(false),
                context,
                (Client: this, Method: method, Parameters: parameters)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<TReply> CallOnceAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken) =>
        method.IsLongRunning || !method.IsReadOnly
            ? CallAloneAsync(method, parameters, cancellationToken)
            : CallSharedAsync(method, parameters, cancellationToken);

    /// <summary>Lane 1: read-only methods, pipelined over shared connections.</summary>
    private async Task<TReply> CallSharedAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        VarlinkConnection connection = _pool.TryGetShared() ?? await _pool.GetSharedAsync(cancellationToken).ConfigureAwait(false);
        return await SendAsync(connection, method, parameters, closesOnAbandon: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lanes 2 and 3: methods with effects, limited in number, and long-running ones, which no limit may hold up.</summary>
    private async Task<TReply> CallAloneAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        bool leased = !method.IsLongRunning;
        VarlinkConnection connection = leased
            ? await _pool.LeaseAsync(method.FullName, cancellationToken).ConfigureAwait(false)
            : await _pool.TakeOwnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendAsync(connection, method, parameters, closesOnAbandon: true, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (leased)
            {
                _pool.ReturnLease(connection);
            }
            else
            {
                _pool.ReturnOwn(connection);
            }
        }
    }

    private static async Task<TReply> SendAsync<TParameters, TReply>(
        VarlinkConnection connection,
        VarlinkMethod<TParameters, TReply> method,
        TParameters parameters,
        bool closesOnAbandon,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new PendingCall<TParameters, TReply>(method, closesOnAbandon);
        try
        {
            connection.Send(method, parameters, call);
            return await call.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (VarlinkConnectionException e) when (cancellationToken.IsCancellationRequested)
        {
            // Whichever came first: who has asked to stop is told that it stopped.
            throw new VarlinkCallCanceledException(method.FullName, connection.Endpoint, e.MayHaveExecuted, e, cancellationToken);
        }
    }

    private ResiliencePipeline CreateRetries()
    {
        var options = VarlinkResilience.CreateRetryOptions();
        options.MaxRetryAttempts--; // The first attempt was made outside, and the pipeline's first one is the first repetition.
        var rule = options.ShouldHandle;
        options.ShouldHandle = arguments => _underWay.IsClosed ? ValueTask.FromResult(false) : rule(arguments);
        options.OnRetry = arguments =>
        {
            if (arguments.Outcome.Exception is VarlinkConnectionException e)
            {
                ClientLog.CallRetry(_logger, e.Method ?? "", e.Endpoint, arguments.AttemptNumber + 3, e);
            }

            return default;
        };
        return new ResiliencePipelineBuilder { TimeProvider = _options.TimeProvider }.AddRetry(options).Build();
    }
}
