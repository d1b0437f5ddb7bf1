using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Podman;
using Podman.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Registers <see cref="IPodmanClient"/> with an application's services: one client for the whole application, which connects when it is first
/// used, connects again after Podman was restarted, and is disposed of with the services. To make it does neither wait nor connect.
/// </summary>
public static class PodmanClientServiceCollectionExtensions
{
    /// <summary>Adds a client of the Podman that is found, as <see cref="PodmanClient.ConnectAsync"/> says.</summary>
    /// <param name="services">The services.</param>
    /// <returns>A builder, to configure the client further.</returns>
    public static IPodmanClientBuilder AddPodmanClient(this IServiceCollection services) => Add(services, Options.Options.DefaultName);

    /// <summary>Adds a client of the Podman at an address.</summary>
    /// <param name="services">The services.</param>
    /// <param name="address">
    /// The address, <c>unix:///run/podman/podman.sock</c> (REST) or <c>unix:/run/podman/io.podman</c> (varlink) for example. It is checked when
    /// the host starts.
    /// </param>
    /// <returns>A builder, to configure the client further.</returns>
    public static IPodmanClientBuilder AddPodmanClient(this IServiceCollection services, string address) =>
        Add(services, Options.Options.DefaultName).WithAddress(address);

    /// <summary>Adds a client with options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options. They are checked when the host starts.</param>
    /// <returns>A builder, to configure the client further.</returns>
    public static IPodmanClientBuilder AddPodmanClient(this IServiceCollection services, Action<PodmanClientServiceOptions> configure) =>
        Add(services, Options.Options.DefaultName).With(configure);

    /// <summary>Adds a client with the options of a section of the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">
    /// The section: <c>builder.Configuration.GetSection("Podman")</c> for example. What is in it is an option of
    /// <see cref="PodmanClientServiceOptions"/>, or an error when the host starts.
    /// </param>
    /// <returns>A builder, to configure the client further.</returns>
    public static IPodmanClientBuilder AddPodmanClient(this IServiceCollection services, IConfiguration configuration) =>
        Add(services, Options.Options.DefaultName).WithSection(configuration);

    /// <summary>Adds a client that is asked for by its name, <c>[FromKeyedServices("build")] IPodmanClient</c>, and finds its Podman.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name: the key of the service, and the name of its options.</param>
    /// <returns>A builder, to configure the client further.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static IPodmanClientBuilder AddKeyedPodmanClient(this IServiceCollection services, string name) => AddNamed(services, name);

    /// <summary>Adds a client of the Podman at an address, which is asked for by its name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name: the key of the service, and the name of its options.</param>
    /// <param name="address">The address. It is checked when the host starts.</param>
    /// <returns>A builder, to configure the client further.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static IPodmanClientBuilder AddKeyedPodmanClient(this IServiceCollection services, string name, string address) =>
        AddNamed(services, name).WithAddress(address);

    /// <summary>Adds a client with options, which is asked for by its name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name: the key of the service, and the name of its options.</param>
    /// <param name="configure">Sets the options. They are checked when the host starts.</param>
    /// <returns>A builder, to configure the client further.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static IPodmanClientBuilder AddKeyedPodmanClient(
        this IServiceCollection services, string name, Action<PodmanClientServiceOptions> configure) => AddNamed(services, name).With(configure);

    /// <summary>Adds a client with the options of a section of the configuration, which is asked for by its name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name: the key of the service, and the name of its options.</param>
    /// <param name="configuration">The section. What is in it is an option, or an error when the host starts.</param>
    /// <returns>A builder, to configure the client further.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static IPodmanClientBuilder AddKeyedPodmanClient(this IServiceCollection services, string name, IConfiguration configuration) =>
        AddNamed(services, name).WithSection(configuration);

    private static PodmanClientBuilder AddNamed(IServiceCollection services, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(services, name);
    }

    private static PodmanClientBuilder Add(IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        bool isNew = !services.Any(service => service.ServiceType == typeof(IPodmanClient)
            && (name.Length == 0 ? service.ServiceKey is null : service.ServiceKey is string key && key == name));
        if (isNew && name.Length == 0)
        {
            services.AddSingleton<IPodmanClient>(static provider => PodmanClientRegistration.CreateClient(provider, Options.Options.DefaultName));
        }
        else if (isNew)
        {
            services.AddKeyedSingleton<IPodmanClient>(name, static (provider, key) => PodmanClientRegistration.CreateClient(provider, (string)key!));
        }

        services.AddOptionsWithValidateOnStart<PodmanClientServiceOptions>(name);
        services.AddOptions<PodmanClientRegistration>(name);
        if (isNew)
        {
            services.AddSingleton<IValidateOptions<PodmanClientServiceOptions>>(new OptionsValidator(name));
        }

        return new PodmanClientBuilder(name, services);
    }

    private static PodmanClientBuilder WithAddress(this PodmanClientBuilder builder, string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        return builder.With(options => options.Address = address);
    }

    private static PodmanClientBuilder With(this PodmanClientBuilder builder, Action<PodmanClientServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }

    private static PodmanClientBuilder WithSection(this PodmanClientBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddOptions<PodmanClientServiceOptions>(builder.Name).Bind(configuration);
        builder.Services.AddSingleton<IValidateOptions<PodmanClientServiceOptions>>(new SectionValidator(builder.Name, configuration));
        return builder;
    }
}
