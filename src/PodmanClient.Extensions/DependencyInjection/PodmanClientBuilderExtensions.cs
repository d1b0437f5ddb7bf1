using Microsoft.Extensions.Diagnostics.HealthChecks;
using Podman;
using Podman.Extensions;
using Varlink;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What can be configured of an application's client.</summary>
public static partial class PodmanClientBuilderExtensions
{
    /// <summary>
    /// Configures how the client connects, waits and retries, beyond what <see cref="PodmanClientServiceOptions"/> have. It comes after those,
    /// when the client is made; the logger factory and the clock of the services are set already.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    public static IPodmanClientBuilder ConfigureVarlink(this IPodmanClientBuilder builder, Action<VarlinkClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.ConfigureVarlink((_, options) => configure(options));
    }

    /// <summary>The same with the services at hand.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    public static IPodmanClientBuilder ConfigureVarlink(
        this IPodmanClientBuilder builder, Action<IServiceProvider, VarlinkClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Register(registration => registration.Configure.Add(configure));
    }

    /// <summary>
    /// Makes the client in another way than by looking for Podman: in tests, of an engine in the process,
    /// <c>UseClient((_, options) =&gt; engine.CreateClient(options))</c>. The address of the options then has no effect.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="create">Makes the client, which is disposed of with the services. Gets the services and all options but the address.</param>
    /// <returns>The builder. Where there are several, the last call counts.</returns>
    public static IPodmanClientBuilder UseClient(
        this IPodmanClientBuilder builder, Func<IServiceProvider, VarlinkClientOptions, PodmanClient> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return builder.Register(registration => registration.Create = create);
    }

    /// <summary>
    /// Adds a health check that pings Podman. It tells the address that failed and why, and nothing of what Podman has said; of an address that is
    /// a command, its kind only.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="name">The name of the check; null for <c>podman</c>, or <c>podman-build</c> for a client named <c>build</c>.</param>
    /// <param name="failureStatus">What is reported when Podman does not answer. Default: null, for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">The tags of the check, to choose checks by. Default: none.</param>
    /// <param name="timeout">
    /// How long Podman may take to answer, finding and connecting included; null for <see cref="DefaultHealthCheckTimeout"/>.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public static IPodmanClientBuilder AddHealthCheck(
        this IPodmanClientBuilder builder,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TimeSpan limit = timeout ?? DefaultHealthCheckTimeout;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(timeout));
        string client = builder.Name;
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name ?? (client.Length == 0 ? "podman" : "podman-" + client),
            services => PodmanHealthCheck.Create(services, client, limit),
            failureStatus,
            tags));
        return builder;
    }

    /// <summary>How long Podman may take to answer a health check, by default: 5 s.</summary>
    public static readonly TimeSpan DefaultHealthCheckTimeout = TimeSpan.FromSeconds(5);

    private static IPodmanClientBuilder Register(this IPodmanClientBuilder builder, Action<PodmanClientRegistration> register)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(builder.Name, register);
        return builder;
    }
}
