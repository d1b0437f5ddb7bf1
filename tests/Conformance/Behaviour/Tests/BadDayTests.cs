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

    [Behaviour("RuntimeError", "WaitContainer", "GetContainerLogs")]
    public async Task Calls_that_are_under_way_when_the_runtime_is_lost_fail_and_containers_go_on()
    {
        string id = await StartReadyAsync("sleep 100");
        Task<long> waiting = Client.WaitContainerAsync(id, Cancel);
        var following = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> followed = CountAsync(following);
        await following.Task;

        await using (await Target.LoseRuntimeAsync())
        {
            await FailureOf<RuntimeErrorException>(waiting);
            await FailureOf<RuntimeErrorException>(followed);
        }

        Assert.That(await StatusAsync(id), Is.EqualTo("running"));
        await Client.KillContainerAsync(id, 9, Cancel);
        Assert.That(await Client.WaitContainerAsync(id, Cancel), Is.EqualTo(128 + 9));

        async Task<int> CountAsync(TaskCompletionSource begun)
        {
            int count = 0;
            await foreach (IReadOnlyList<string> lines in Client.GetContainerLogsStreamAsync(id, Cancel))
            {
                count += lines.Count;
                begun.TrySetResult();
            }

            return count;
        }
    }
}
