using Polly;
using Varlink.Client;
using Varlink.Diagnostics;

namespace Varlink;

/// <content>Sending again, where that cannot make a method run twice.</content>
public sealed partial class VarlinkClient
{
    private static readonly ResiliencePropertyKey<int> AttemptsKey = new("varlink.call.attempts");

    private readonly ResiliencePipeline _retries;

    private async Task<TReply> CallResilientlyAsync<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken)
    {
        using CallsUnderWay.Entry entry = _underWay.Enter();
        if (_options.ResiliencePipeline is { } pipeline)
        {
            return await CallThroughAsync(pipeline, method, parameters, attempts: 0, cancellationToken).ConfigureAwait(false);
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
        return await CallThroughAsync(_retries, method, parameters, attempts: 1, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TReply> CallThroughAsync<TParameters, TReply>(
        ResiliencePipeline pipeline, VarlinkMethod<TParameters, TReply> method, TParameters parameters, int attempts, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(method.FullName, cancellationToken);
        context.Properties.Set(VarlinkResilience.MethodKey, method);
        context.Properties.Set(AttemptsKey, attempts);
        try
        {
            return await pipeline.ExecuteAsync(
                static (context, call) =>
                {
                    int attempt = context.Properties.GetValue(AttemptsKey, 0) + 1;
                    context.Properties.Set(AttemptsKey, attempt);
                    if (attempt > 1)
                    {
                        CallInstruments.CountRetry(call.Method, call.Client.Endpoint);
                    }

                    return call.Client.CallOnceAsync(call.Method, call.Parameters, context.CancellationToken);
                },
                context,
                (Client: this, Method: method, Parameters: parameters)).ConfigureAwait(false);
        }
        catch (VarlinkConnectionException e)
        {
            e.CallAttempts = Math.Max(1, context.Properties.GetValue(AttemptsKey, 1));
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
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
