using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Varlink.Diagnostics;
using Varlink.Transports;

namespace Varlink.Client;

/// <summary>
/// Makes connections, each within a time limit, and asks again for a while where a service refuses: one that its socket starts, or that
/// was just restarted, is there a moment later.
/// </summary>
internal sealed class ConnectionOpener
{
    private static readonly ResiliencePropertyKey<long> StartedKey = new("varlink.connect.started");
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(400);

    private readonly IVarlinkConnector _connector;
    private readonly VarlinkClientOptions _options;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _pipeline;

    public ConnectionOpener(IVarlinkConnector connector, VarlinkClientOptions options, ILogger logger)
    {
        _connector = connector;
        _options = options;
        _logger = logger;
        _pipeline = options.ConnectRetryPeriod == TimeSpan.Zero ? ResiliencePipeline.Empty : CreatePipeline();
    }

    public string Endpoint => _connector.Endpoint;

    /// <summary>Makes a connection.</summary>
    /// <param name="cancellationToken">The caller's.</param>
    /// <param name="disposing">Fires when the client is disposed, which ends the attempts to connect as well.</param>
    /// <exception cref="VarlinkConnectionException">None could be made, for as long as it was worth trying.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed meanwhile.</exception>
    public async ValueTask<VarlinkTransportConnection> OpenAsync(CancellationToken cancellationToken, CancellationToken disposing)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, disposing);
        try
        {
            return await OpenAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException("The client was disposed while it was connecting.", e);
        }
    }

    private async ValueTask<VarlinkTransportConnection> OpenAsync(CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(StartedKey, _options.TimeProvider.GetTimestamp());
        try
        {
            VarlinkTransportConnection transport = await _pipeline.ExecuteAsync(
                static (context, opener) => opener.TryOnceAsync(context.CancellationToken), context, this).ConfigureAwait(false);
            ClientLog.Connected(_logger, Endpoint);
            return transport;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<VarlinkTransportConnection> TryOnceAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(_options.ConnectTimeout, _options.TimeProvider);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await _connector.ConnectAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ConnectionFaults.ConnectTimedOut(Endpoint, _options.ConnectTimeout, e);
        }
    }

    private ResiliencePipeline CreatePipeline()
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _options.TimeProvider };
        return builder.AddRetry(new RetryStrategyOptions
        {
            Name = "Varlink.Connect",
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = FirstDelay,
            MaxDelay = MaxDelay,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is VarlinkConnectionException e && IsWorthRetrying(e) && HasTime(arguments.Context)),
            OnRetry = arguments =>
            {
                if (arguments.Outcome.Exception is VarlinkConnectionException e)
                {
                    ClientLog.ConnectRetry(_logger, Endpoint, e.Reason, arguments.RetryDelay);
                }

                return default;
            },
        }).Build();
    }

    private bool IsWorthRetrying(VarlinkConnectionException e) =>
        e.Reason == VarlinkConnectionReason.Refused || (e.Reason == VarlinkConnectionReason.NotFound && _options.WaitForSocket);

    private bool HasTime(ResilienceContext context) =>
        _options.ConnectRetryPeriod == Timeout.InfiniteTimeSpan
        || _options.TimeProvider.GetElapsedTime(context.Properties.GetValue(StartedKey, 0)) < _options.ConnectRetryPeriod;
}
