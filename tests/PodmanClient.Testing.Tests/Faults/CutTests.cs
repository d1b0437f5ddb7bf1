using Varlink;

namespace Podman.Testing.Tests.Faults;

public class CutTests(bool isServed) : FaultTest(isServed)
{
    private async Task<VarlinkConnectionException> CutOffAsync() =>
        await ErrorOf<VarlinkConnectionException>(() => Victim.StartContainerAsync("a"));

    [Test]
    public async Task Before_the_call_nothing_is_carried_out()
    {
        PlannedFault fault = Faults.On(PodmanMethods.StartContainer).CutBeforeCall();

        VarlinkConnectionException error = await CutOffAsync();

        Assert.That(error.MayHaveExecuted, Is.True, "The client cannot know.");
        Assert.That(Engine.Containers.Single().Status, Is.EqualTo("configured"));
        Assert.That((fault.Count, fault.IsDue), Is.EqualTo((1, false)));
    }

    [Test]
    public async Task Before_the_reply_the_call_is_carried_out()
    {
        Faults.On("StartContainer").CutBeforeReply();

        VarlinkConnectionException error = await CutOffAsync();

        Assert.That(error.MayHaveExecuted, Is.True);
        Assert.That(Engine.Containers.Single().Status, Is.EqualTo("running"));
    }

    [TestCase(1)]
    [TestCase(20)]
    [TestCase(int.MaxValue)]
    public async Task In_the_reply_the_call_is_carried_out(int bytes)
    {
        Faults.On("io.podman.StartContainer").CutInReply(bytes);

        await CutOffAsync();

        Assert.That(Engine.Containers.Single().Status, Is.EqualTo("running"));
        Assert.That(Faults.Injected.Select(fault => (fault.Kind, fault.Method)), Is.EqualTo(new[] { (FaultKind.CutInReply, "io.podman.StartContainer") }));
    }

    [Test]
    public async Task After_the_reply_the_next_call_finds_another_connection()
    {
        PlannedFault fault = Faults.On(PodmanMethods.StartContainer).CutAfterReply();

        await Victim.StartContainerAsync("a");
        await fault.Injected;
        await Victim.KillContainerAsync("a", 9);

        Assert.That(await Victim.WaitContainerAsync("a"), Is.EqualTo(137));
    }

    [Test]
    public async Task An_error_reply_can_be_cut_as_well()
    {
        Faults.On(PodmanMethods.StartContainer).CutInReply(10);
        await ErrorOf<VarlinkConnectionException>(() => Victim.StartContainerAsync("nosuch"));
    }

    [Test]
    public async Task Read_only_calls_are_repeated_by_the_client()
    {
        PlannedFault fault = Faults.On(PodmanMethods.ListContainers).CutBeforeReply();

        Assert.That(await Victim.ListContainersAsync(), Has.Count.EqualTo(1));
        Assert.That(fault.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_followed_log_breaks_off_after_some_replies()
    {
        await StartAsync("log", "echo one; sleep 1; echo two; sleep 1000");
        await Time.NextTimerAsync();
        Faults.On(PodmanMethods.GetContainerLogs).CutAfterReply(replies: 1);
        var lines = new List<string>();

        VarlinkConnectionException error = await ErrorOf<VarlinkConnectionException>(async () =>
        {
            await foreach (ContainerLogLine line in Victim.FollowLogsAsync("log"))
            {
                lines.Add(line.Text);
                Time.Advance(TimeSpan.FromSeconds(1));
            }
        });

        Assert.That(lines, Is.EqualTo(new[] { "one" }));
        Assert.That(error.Reason, Is.EqualTo(VarlinkConnectionReason.ClosedByPeer));
    }

    [Test]
    public async Task Replies_to_earlier_calls_on_the_connection_are_left_alone()
    {
        await using VarlinkClient caller = await BatchClientAsync();
        Faults.On(PodmanMethods.GetContainer).CutInReply(5);
        VarlinkBatch batch = caller.CreateBatch();
        Task<StringResponse>[] pings = [.. Enumerable.Range(0, 20).Select(_ => batch.Add(PodmanMethods.Ping, new VarlinkEmpty()))];
        Task cut = batch.Add(PodmanMethods.GetContainer, new PodmanMethods.GetContainerParameters { Name = "a" });
        Task after = batch.Add(PodmanMethods.Ping, new VarlinkEmpty());

        await batch.SendAsync();

        Assert.That((await Task.WhenAll(pings)).Select(ping => ping.Message), Is.All.EqualTo("OK"));
        await ErrorOf<VarlinkConnectionException>(() => cut);
        await ErrorOf<VarlinkConnectionException>(() => after);
    }

    private async Task<VarlinkClient> BatchClientAsync() =>
        await VarlinkClient.ConnectAsync(Address.Length > 0 ? Address : await Engine.ListenAsync($"unix:{PathOf("batch")}"));
}
