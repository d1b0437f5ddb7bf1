namespace Varlink.Introspection.Tests;

/// <summary>A service with nothing but a description, which may be anything.</summary>
internal sealed class DescribedService(string name, string description) : VarlinkService
{
    public override string InterfaceName => name;

    public override string InterfaceDescription => description;

    public override Task DispatchAsync(VarlinkServerCall call, CancellationToken cancellationToken) => throw call.NotFound();
}
