using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Podman;
using Podman.Extensions;
using Polly;
using Polly.DependencyInjection;
using Polly.Registry;
using Polly.Telemetry;
using Varlink;

namespace Microsoft.Extensions.DependencyInjection;

/// <content>Resilience.</content>
public static partial class PodmanClientBuilderExtensions
{
    /// <summary>
    /// Has calls go through a resilience pipeline with the retries of <see cref="VarlinkResilience.CreateRetryOptions"/>, which the client has
    /// anyway, and with Polly's logs and metrics, which it has not.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <returns>The builder.</returns>
    public static IPodmanClientBuilder AddResilience(this IPodmanClientBuilder builder) =>
        builder.AddResilience(static (pipeline, _) => pipeline.AddRetry(VarlinkResilience.CreateRetryOptions()));

    /// <summary>Has calls go through a resilience pipeline of one's own, instead of the retries that are built in.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">
    /// Adds strategies. One that repeats calls must ask <see cref="VarlinkResilience.MayRetry"/> first, or be made of
    /// <see cref="VarlinkResilience.CreateRetryOptions"/>: otherwise what has an effect may run twice.
    /// </param>
    /// <returns>The builder.</returns>
    public static IPodmanClientBuilder AddResilience(this IPodmanClientBuilder builder, Action<ResiliencePipelineBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.AddResilience((pipeline, _) => configure(pipeline));
    }

    /// <summary>
    /// The same with the services at hand. The pipeline is in the registry, as <c>podman</c>, or <c>podman-build</c> for a client named
    /// <c>build</c>. Its logs and metrics tell attempts, times and the kinds of errors: no replies, and no texts of error replies.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Adds strategies.</param>
    /// <returns>The builder.</returns>
    public static IPodmanClientBuilder AddResilience(
        this IPodmanClientBuilder builder, Action<ResiliencePipelineBuilder, AddResiliencePipelineContext<string>> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        string key = builder.Name.Length == 0 ? "podman" : "podman-" + builder.Name;
        builder.Services.AddResiliencePipeline<string>(key, (pipeline, context) =>
        {
            if (context.ServiceProvider.GetService<TimeProvider>() is { } time)
            {
                pipeline.TimeProvider = time;
            }

            configure(pipeline, context);
            if (pipeline.TelemetryListener is { } listener)
            {
                pipeline.TelemetryListener = new ReplyHidingListener(listener);
            }
        });
        return builder.UseResiliencePipeline(key);
    }

    /// <summary>
    /// Has calls go through a resilience pipeline that is registered with the services (<c>AddResiliencePipeline</c>), instead of the retries that
    /// are built in. Replies are kept out of its logs; the texts of error replies are in them, where a strategy logs an exception.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="key">The key of the pipeline. A strategy of it that repeats calls must ask <see cref="VarlinkResilience.MayRetry"/> first.</param>
    /// <returns>The builder.</returns>
    public static IPodmanClientBuilder UseResiliencePipeline(this IPodmanClientBuilder builder, string key)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(key);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<TelemetryOptions>, ReplyHidingTelemetry>());
        return builder.ConfigureVarlink((services, options) =>
            options.ResiliencePipeline = services.GetService<ResiliencePipelineProvider<string>>() is { } pipelines
                && pipelines.TryGetPipeline(key, out ResiliencePipeline? pipeline)
                    ? pipeline
                    : throw new InvalidOperationException(
                        $"There is no resilience pipeline '{key}' for the client to use. Register it: services.AddResiliencePipeline(\"{key}\", ...)."));
    }
}
