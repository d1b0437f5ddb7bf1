using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Varlink;

namespace Podman.Extensions;

/// <summary>What the builder was told about a client. Options by the client's name, so that several calls add up.</summary>
internal sealed class PodmanClientRegistration
{
    /// <summary>What is done to the client's options, in this order.</summary>
    public List<Action<IServiceProvider, VarlinkClientOptions>> Configure { get; } = [];

    /// <summary>Makes the client; null for one that looks for Podman.</summary>
    public Func<IServiceProvider, VarlinkClientOptions, PodmanClient>? Create { get; set; }

    /// <summary>Makes the client of a name. It does not connect yet.</summary>
    public static PodmanClient CreateClient(IServiceProvider services, string name)
    {
        PodmanClientServiceOptions options = services.GetRequiredService<IOptionsMonitor<PodmanClientServiceOptions>>().Get(name);
        PodmanClientRegistration registration = services.GetRequiredService<IOptionsMonitor<PodmanClientRegistration>>().Get(name);
        VarlinkClientOptions varlink = options.ToVarlink();
        varlink.LoggerFactory = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        varlink.TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
        foreach (Action<IServiceProvider, VarlinkClientOptions> configure in registration.Configure)
        {
            configure(services, varlink);
        }

        return registration.Create is { } create
            ? create(services, varlink) ?? throw new InvalidOperationException(
                $"What {nameof(PodmanClientBuilderExtensions.UseClient)} was given for the {ClientName.Describe(name)} has made none: it returned null.")
            : PodmanClient.Create(options: new PodmanClientOptions { Address = options.Address, Client = varlink });
    }
}
