using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class ConcurrencyTests(string target) : BehaviourTest(target)
{
    [Behaviour("CreateContainer", "StartContainer", "WaitContainer")]
    public async Task Every_caller_gets_the_answer_to_its_own_call()
    {
        string[] ids = [];
        for (int i = 0; i < 8; i++)
        {
            ids = [.. ids, await CreateAsync($"echo number {i}; exit {i}")];
        }

        (long Code, string[] Lines)[] results = await Task.WhenAll(ids.Select(async id =>
        {
            Assert.That(await Client.StartContainerAsync(id, Cancel), Is.EqualTo(id));
            return (await Client.WaitContainerAsync(id, Cancel), await LinesAsync(id));
        }));

        foreach ((int number, (long code, string[] lines)) in results.Index())
        {
            Assert.That(code, Is.EqualTo(number));
            Assert.That(lines, Is.EqualTo(new[] { $"number {number}" }));
        }
    }

    [Behaviour("StartContainer", "ErrorOccurred")]
    public async Task Of_many_who_start_a_container_one_succeeds()
    {
        string id = await CreateAsync("sleep 100");

        bool[] succeeded = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            try
            {
                await Client.StartContainerAsync(id, Cancel);
                return true;
            }
            catch (ErrorOccurredException)
            {
                return false;
            }
        }));

        Assert.That(succeeded.Count(success => success), Is.EqualTo(1));
        Assert.That(await StatusAsync(id), Is.EqualTo("running"));
    }

    [Behaviour("CreateContainer", "ErrorOccurred")]
    public async Task Of_many_who_want_a_name_one_gets_it()
    {
        string name = NewName();

        string?[] ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            try
            {
                return await Client.CreateContainerAsync(new CreateContainerOptions { Image = Target.Image, Name = name }, Cancel);
            }
            catch (ErrorOccurredException)
            {
                return null;
            }
        }));

        RemoveContainerLater(name);
        Assert.That(ids.Where(id => id is not null), Is.EqualTo(new[] { (await Client.GetContainerAsync(name, Cancel)).Id }));
    }

    [Behaviour("WaitContainer", "GetContainerLogs", "Ping")]
    public async Task Long_calls_keep_nobody_waiting()
    {
        string id = await StartReadyAsync("sleep 100");
        Task[] longOnes =
        [
            .. Enumerable.Range(0, 10).Select(_ => Client.WaitContainerAsync(id, Cancel)),
            .. Enumerable.Range(0, 10).Select(_ => Client.FollowLogsAsync(id, cancellationToken: Cancel).CountAsync(Cancel).AsTask()),
        ];

        for (int i = 0; i < 20; i++)
        {
            await Client.PingAsync(Cancel);
        }

        Assert.That(longOnes, Has.None.Property(nameof(Task.IsCompleted)).True);
        await Client.KillContainerAsync(id, 9, Cancel);
        await Task.WhenAll(longOnes);
    }
}
