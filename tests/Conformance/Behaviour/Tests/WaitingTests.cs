using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class WaitingTests(string target) : BehaviourTest(target)
{
    [Behaviour("WaitContainer")]
    public async Task A_wait_ends_with_the_program()
    {
        string id = await StartReadyAsync("sleep 100");
        Task<long> waiting = Client.WaitContainerAsync(id, Cancel);

        await Client.GetContainerAsync(id, Cancel);
        Assert.That(waiting.IsCompleted, Is.False);
        await Client.KillContainerAsync(id, 9, Cancel);

        Assert.That(await waiting, Is.EqualTo(128 + 9));
    }

    [Behaviour("WaitContainer")]
    public async Task A_wait_begins_before_the_start()
    {
        string id = await CreateAsync("exit 6");
        Task<long> waiting = Client.WaitContainerAsync(id, Cancel);

        // As many other calls as it takes for one that does not wait to be answered.
        await Client.GetInfoAsync(Cancel);
        await Client.GetInfoAsync(Cancel);
        Assert.That(waiting.IsCompleted, Is.False);
        await Client.StartContainerAsync(id, Cancel);

        Assert.That(await waiting, Is.EqualTo(6));
    }

    [Behaviour("WaitContainer")]
    public async Task A_wait_for_a_container_that_is_removed_ends()
    {
        string id = await StartReadyAsync("sleep 100");
        Task<long> waiting = Client.WaitContainerAsync(id, Cancel);
        await Client.GetInfoAsync(Cancel);
        Assert.That(waiting.IsCompleted, Is.False);

        await Client.RemoveContainerAsync(id, true, Cancel);

        try
        {
            Assert.That(await waiting, Is.EqualTo(128 + 9), "Whoever looks soon enough sees how it ended.");
        }
        catch (ErrorOccurredException e)
        {
            Assert.That(e.Reason, Does.Contain("no such container"));
        }
        catch (ContainerNotFoundException e)
        {
            // The two calls go over two connections: the engine may see the removal first.
            Assert.That(e.Name, Is.EqualTo(id));
        }
    }

    [Behaviour("WaitContainer")]
    public async Task Who_gives_up_waiting_harms_nobody()
    {
        string id = await StartReadyAsync("sleep 100");
        using var impatience = new CancellationTokenSource();
        Task<long> waiting = Client.WaitContainerAsync(id, impatience.Token);
        Task<long> patient = Client.WaitContainerAsync(id, Cancel);
        await Client.GetContainerAsync(id, Cancel);

        await impatience.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await StatusAsync(id), Is.EqualTo("running"));
        await Client.KillContainerAsync(id, 9, Cancel);
        Assert.That(await patient, Is.EqualTo(128 + 9));
    }
}
