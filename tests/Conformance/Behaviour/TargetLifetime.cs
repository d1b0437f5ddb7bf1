using Varlink.Conformance.Behaviour.Targets;

namespace Varlink.Conformance.Behaviour;

/// <summary>Ends the engines when all tests of this namespace are over.</summary>
[SetUpFixture]
public class TargetLifetime
{
    [OneTimeTearDown]
    public Task End_the_engines() => TargetList.DisposeAllAsync();
}
