using Microsoft.Extensions.DependencyInjection;

namespace Podman.Extensions;

/// <summary>One client of an application.</summary>
internal sealed record PodmanClientBuilder(string Name, IServiceCollection Services) : IPodmanClientBuilder;
