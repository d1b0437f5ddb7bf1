using Microsoft.Extensions.DependencyInjection;

namespace Podman.Extensions;

/// <summary>
/// One client of an application, to be configured further: <see cref="PodmanClientBuilderExtensions"/> has what can be done.
/// </summary>
public interface IPodmanClientBuilder
{
    /// <summary>The name of the client, which is its key and that of its options; empty for the one without.</summary>
    string Name { get; }

    /// <summary>The services that it is registered with.</summary>
    IServiceCollection Services { get; }
}
