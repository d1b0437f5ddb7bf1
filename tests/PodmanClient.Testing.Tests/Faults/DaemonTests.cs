using Varlink;

namespace Podman.Testing.Tests.Faults;

/// <summary>Connections that are refused, and daemons that end.</summary>
public class DaemonTests(bool isServed) : FaultTest(isServed)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly bool _isServed = isServed;

    [Test]
    public async Task A_refused_connection_is_an_error_and_the_next_one_is_made()
    {
        await using PodmanClient hasty = Engine.CreateClient(new VarlinkClientOptions { ConnectRetryPeriod = TimeSpan.Zero });
        PlannedFault fault = Faults.OnConnect().Refuse();

        VarlinkConnectionException error = await ErrorOf<VarlinkConnectionException>(() => hasty.StartContainerAsync("a"));

        Assert.That((fault.Count, error.Reason, error.MayHaveExecuted), Is.EqualTo((1, VarlinkConnectionReason.Refused, false)));
        await hasty.StartContainerAsync("a");
    }

    [Test]
    public async Task A_client_that_tries_again_does_not_notice()
    {
        PlannedFault fault = Faults.OnConnect().Times(2).Refuse();
        await using PodmanClient patient = await ConnectAsync(new VarlinkClientOptions());

        await patient.PingAsync();

        Assert.That(fault.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task A_daemon_that_is_killed_answers_nothing_and_comes_back_with_its_state()
    {
        await Victim.StartContainerAsync("a");
        Task waiting = Victim.WaitContainerAsync("a");
        await AwaitedAsync("a");

        await Faults.GoDownAsync();

        VarlinkConnectionException broken = await ErrorOf<VarlinkConnectionException>(() => waiting);
        Assert.That(Faults.IsDown, Is.True);
        VarlinkConnectionException refused = await ErrorOf<VarlinkConnectionException>(() => Victim.StartContainerAsync("a"));
        Assert.That(refused.Reason, Is.EqualTo(VarlinkConnectionReason.Refused), refused.Message);
        Assert.That(refused.MayHaveExecuted, Is.False);

        await Faults.ComeUpAsync();

        Assert.That((await Victim.GetContainerAsync("a")).Status, Is.EqualTo("running"), "Containers outlive the daemon.");
        Assert.That(broken.Reason, Is.EqualTo(VarlinkConnectionReason.Refused), "A wait may be repeated, and nobody listened then.");
    }

    [Test]
    public async Task An_old_daemon_ends_when_nobody_needs_it()
    {
        await Victim.PingAsync();
        Faults.ExitWhenIdle(Idle);
        Time.Advance(Idle);
        await Victim.PingAsync();

        await CloseAllAsync();
        await TimerAsync(Idle);
        Time.Advance(Idle);
        await DownAsync();

        PodmanClient late = await ConnectLateAsync();
        VarlinkConnectionException refused = await ErrorOf<VarlinkConnectionException>(() => late.PingAsync());
        Assert.That(refused.Reason, Is.EqualTo(VarlinkConnectionReason.Refused), refused.Message);
        await Faults.ComeUpAsync();
        await late.PingAsync();
        await late.DisposeAsync();
        Assert.That(Faults.Injected.Select(fault => fault.Kind), Is.EqualTo(new[] { FaultKind.DaemonGone }));
    }

    [Test]
    public async Task Whoever_comes_in_time_keeps_it_up()
    {
        Faults.ExitWhenIdle(Idle);
        await CloseAllAsync();
        await TimerAsync(Idle);
        Time.Advance(Idle / 2);
        PodmanClient late = await ConnectLateAsync();
        await late.PingAsync();

        Time.Advance(Idle * 10);

        await late.PingAsync();
        Assert.That(Faults.IsDown, Is.False);
        await late.DisposeAsync();
    }

    [Test]
    public async Task A_daemon_may_go_and_come_many_times()
    {
        for (int i = 0; i < 20; i++)
        {
            await Faults.GoDownAsync();
            await Faults.GoDownAsync();
            await Faults.ComeUpAsync();
            await Faults.ComeUpAsync();
            await Victim.GetContainerAsync("a");
        }

        Assert.That(Faults.Injected, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task Nothing_is_left_of_a_daemon_that_was_down()
    {
        await Faults.GoDownAsync();
        Assert.That(File.Exists(PathOf("io.podman")), Is.EqualTo(_isServed), "The file of the socket stays when the daemon goes.");
        await Engine.DisposeAsync();
        Assert.That(System.IO.Directory.EnumerateFileSystemEntries(Directory), Is.Empty);
    }

    private async Task CloseAllAsync()
    {
        await Victim.DisposeAsync();
        await Client.DisposeAsync();
    }

    private async Task TimerAsync(TimeSpan dueTime)
    {
        while (await Time.NextTimerAsync() != dueTime)
        {
            // Timers of others.
        }
    }

    private async Task DownAsync()
    {
        while (!Faults.Injected.Any(fault => fault.Kind == FaultKind.DaemonGone))
        {
            await Task.Yield();
        }
    }

    private async Task<PodmanClient> ConnectLateAsync() =>
        _isServed && Faults.IsDown
            ? new PodmanClient(new VarlinkClient(VarlinkAddress.Parse(Address).CreateConnector(), new VarlinkClientOptions { ConnectRetryPeriod = TimeSpan.Zero }))
            : await ConnectAsync(new VarlinkClientOptions { ConnectRetryPeriod = TimeSpan.Zero });
}
