using Varlink;

namespace Podman.Testing.Tests.Faults;

public class CallFaultTests(bool isServed) : FaultTest(isServed)
{
    [Test]
    public async Task An_error_is_answered_in_place_of_the_call()
    {
        Faults.On(PodmanMethods.StartContainer).Fail(new ErrorOccurredException("no space left on device"));

        Assert.That(await ReasonOf(() => Victim.StartContainerAsync("a")), Is.EqualTo("no space left on device"));
        Assert.That(Engine.Containers.Single().Status, Is.EqualTo("configured"));
        await Victim.StartContainerAsync("a");
    }

    [Test]
    public async Task Faults_are_counted()
    {
        PlannedFault fault = Faults.On(PodmanMethods.GetContainer).After(2).Times(3).Fail(new ErrorOccurredException("x"));
        var outcomes = new List<bool>();
        for (int i = 0; i < 7; i++)
        {
            try
            {
                await Victim.GetContainerAsync("a");
                outcomes.Add(true);
            }
            catch (ErrorOccurredException)
            {
                outcomes.Add(false);
            }
        }

        Assert.That(outcomes, Is.EqualTo(new[] { true, true, false, false, false, true, true }));
        Assert.That((fault.Count, Faults.Injected.Count, Faults.Due.Count), Is.EqualTo((3, 3, 0)));
    }

    [Test]
    public async Task Plans_for_the_same_call_come_one_by_one()
    {
        Faults.On(PodmanMethods.Ping).Fail(new ErrorOccurredException("first"));
        Faults.OnAnyCall().Fail(new ErrorOccurredException("second"));

        Assert.That(await ReasonOf(() => Victim.PingAsync()), Is.EqualTo("first"));
        Assert.That(await ReasonOf(() => Victim.PingAsync()), Is.EqualTo("second"));
        await Victim.PingAsync();
    }

    [Test]
    public async Task A_delay_waits_for_the_clock_of_the_engine()
    {
        PlannedFault fault = Faults.On(PodmanMethods.StartContainer).Delay(TimeSpan.FromMinutes(1));
        Task<string> start = Victim.StartContainerAsync("a");
        await fault.Injected;
        Assert.That((start.IsCompleted, Engine.Containers.Single().Status), Is.EqualTo((false, "configured")));

        Time.Advance(TimeSpan.FromMinutes(1));

        await start;
        Assert.That(Engine.Containers.Single().Status, Is.EqualTo("running"));
    }

    [Test]
    public async Task A_stalled_call_can_be_cancelled()
    {
        PlannedFault fault = Faults.On(PodmanMethods.StartContainer).Always().Stall();
        using var cancellation = new CancellationTokenSource();
        Task start = Victim.StartContainerAsync("a", cancellation.Token);
        await fault.Injected;

        await cancellation.CancelAsync();

        VarlinkCallCanceledException error = await ErrorOf<VarlinkCallCanceledException>(() => start);
        Assert.That(error.MayHaveExecuted, Is.True);
        Assert.That(Engine.Containers.Single().Status, Is.EqualTo("configured"));
    }

    [Test]
    public async Task A_stalled_call_can_be_let_go()
    {
        PlannedFault fault = Faults.On(PodmanMethods.StartContainer).Stall();
        Task<string> start = Victim.StartContainerAsync("a");
        await fault.Injected;

        fault.Cancel();

        Assert.That(await start, Is.EqualTo(Engine.Containers.Single().Id));
    }

    [Test]
    public async Task A_flood_of_replies_is_read_to_its_end()
    {
        await StartAsync("log", "echo one; sleep 1; echo two");
        await Time.NextTimerAsync();
        Faults.On(PodmanMethods.GetContainerLogs).Flood(replies: 10_000);
        int lines = 0;
        await foreach (IReadOnlyList<string> batch in Victim.GetContainerLogsStreamAsync("log"))
        {
            lines += batch.Count;
            if (lines == 10_000)
            {
                break;
            }
        }

        Assert.That(lines, Is.EqualTo(10_000));
    }

    [Test]
    public async Task A_reply_too_many_is_not_taken_for_that_of_the_next_call()
    {
        Faults.On(PodmanMethods.GetContainer).Flood(replies: 2);
        string id = Engine.Containers.Single().Id;
        string other = await CreateAsync("b", "true");

        Assert.That((await Victim.GetContainerAsync("a")).Id, Is.EqualTo(id));
        Assert.That((await Victim.GetContainerAsync("b")).Id, Is.EqualTo(other));
    }

    [Test]
    public async Task What_is_cleared_happens_no_more()
    {
        Faults.OnAnyCall().Always().Fail(new ErrorOccurredException("x"));
        Faults.OnConnect().Always().Refuse();
        Assert.That(Faults.Due, Has.Count.EqualTo(2));

        Faults.Clear();

        await Victim.PingAsync();
        Assert.That((Faults.Due.Count, Faults.Injected.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Methods_that_do_not_exist_are_told_at_once() =>
        Assert.That(() => Faults.On("StartContainers"), Throws.ArgumentException.With.Message.Contains("no method 'StartContainers'"));
}
