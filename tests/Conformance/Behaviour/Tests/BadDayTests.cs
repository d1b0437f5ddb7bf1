using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class BadDayTests(string target) : BehaviourTest(target)
{
    [Behaviour("RuntimeError")]
    public async Task An_engine_that_lost_its_runtime_says_so_and_recovers()
    {
        string id = await CreateAsync("true");
        await using (await Target.LoseRuntimeAsync())
        {
            RuntimeErrorException error = await FailureOf<RuntimeErrorException>(Client.ListContainersAsync(Cancel));
            Assert.That(error.Reason, Is.Not.Empty);
        }

        Assert.That((await Client.ListContainersAsync(Cancel)).Select(container => container.Id), Does.Contain(id));
    }
}
