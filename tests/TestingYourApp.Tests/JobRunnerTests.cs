using Microsoft.Extensions.Time.Testing;
using Podman;
using Podman.Testing;

namespace TestingYourApp.Tests;

public class JobRunnerTests
{
    private FakeTimeProvider _time = null!;
    private ReferenceEngine _engine = null!;
    private PodmanClient _podman = null!;
    private JobRunner _runner = null!;

    [SetUp]
    public void StartEngine()
    {
        _time = new FakeTimeProvider();
        _engine = new ReferenceEngine(new ReferenceEngineOptions { TimeProvider = _time, Seed = 1 });
        _podman = _engine.CreateClient();
        _runner = new JobRunner(_podman, _time);
    }

    [TearDown]
    public async Task StopEngineAsync()
    {
        await _podman.DisposeAsync();
        await _engine.DisposeAsync();
    }

    private static Job Job(params string[] command) => new("nightly", "docker.io/library/alpine", command, TimeSpan.FromHours(1));

    [Test]
    public async Task A_job_reports_what_it_wrote_and_leaves_nothing()
    {
        JobReport report = await _runner.RunAsync(Job("sh", "-c", "echo 3 files; echo disk is nearly full >&2"));

        Assert.That(report.Outcome, Is.EqualTo(JobOutcome.Succeeded));
        Assert.That(report.Output, Is.EqualTo(new[] { "3 files" }));
        Assert.That(report.Errors, Is.EqualTo(new[] { "disk is nearly full" }));
        Assert.That(_engine.Containers, Is.Empty);
    }

    [Test]
    public async Task A_job_that_fails_is_told_from_one_that_succeeds()
    {
        JobReport report = await _runner.RunAsync(Job("sh", "-c", "exit 3"));
        Assert.That(report.Outcome, Is.EqualTo(JobOutcome.Failed));
    }

    [Test]
    public async Task Programs_of_images_are_what_the_test_says_they_are()
    {
        _engine.AddImage("backup:2.1", image => image
            .WithFile("/etc/backup.conf", "target=/mnt\n")
            .WithEnvironment("LEVEL", "full"));
        _engine.OnRun("backup", async process =>
        {
            string target = process.Files.ReadAllText("/etc/backup.conf").Trim();
            await process.StandardOutput.WriteLineAsync($"{process.Environment["LEVEL"]} backup, {target}");
            return 0;
        });

        JobReport report = await _runner.RunAsync(new Job("nightly", "backup:2.1", [], TimeSpan.FromHours(1)));

        Assert.That(report.Output, Is.EqualTo(new[] { "full backup, target=/mnt" }));
    }

    [Test]
    public async Task A_job_that_takes_too_long_is_stopped()
    {
        var isRunning = new TaskCompletionSource();
        _engine.OnRun("endless", async process =>
        {
            isRunning.SetResult();
            await process.DelayAsync(Timeout.InfiniteTimeSpan, process.StopRequested);
            return 0;
        });
        PlannedFault waiting = _engine.Faults.On(PodmanMethods.WaitContainer).Stall();
        Task<JobReport> job = _runner.RunAsync(Job("endless"));
        await isRunning.Task;
        await waiting.Injected;

        _time.Advance(TimeSpan.FromHours(1));

        Assert.That((await job).Outcome, Is.EqualTo(JobOutcome.TimedOut));
    }

    [Test]
    public async Task A_job_whose_start_is_in_doubt_runs_once([Values] bool wasStarted)
    {
        int runs = 0;
        _engine.OnRun("migrate", _ => Task.FromResult(Interlocked.Increment(ref runs) - 1));
        CallFaultPlan start = _engine.Faults.On(PodmanMethods.StartContainer);
        PlannedFault lost = wasStarted ? start.CutBeforeReply() : start.CutBeforeCall();

        JobReport report = await _runner.RunAsync(Job("migrate"));

        Assert.That((report.Outcome, runs, lost.Count), Is.EqualTo((JobOutcome.Succeeded, 1, 1)));
    }

    [Test]
    public async Task What_the_last_run_left_is_removed()
    {
        await _engine.AddContainerAsync(new CreateContainerOptions { Image = "alpine", Name = "nightly" }, ContainerState.Exited, exitCode: 137);

        JobReport report = await _runner.RunAsync(Job("true"));

        Assert.That(report.Outcome, Is.EqualTo(JobOutcome.Succeeded));
    }

    [Test]
    public async Task A_full_disk_is_an_error_that_can_be_caught()
    {
        _engine.Faults.On(PodmanMethods.CreateContainer).Fail(new ErrorOccurredException("no space left on device"));

        ErrorOccurredException? error = null;
        try
        {
            await _runner.RunAsync(Job("true"));
        }
        catch (ErrorOccurredException e)
        {
            error = e;
        }

        Assert.That(error?.Reason, Is.EqualTo("no space left on device"));
    }

    [Test]
    public async Task A_daemon_that_ends_when_idle_is_waited_for()
    {
        await _engine.Faults.GoDownAsync();
        Task<JobReport> job = _runner.RunAsync(Job("true"));

        await _engine.Faults.ComeUpAsync();

        Assert.That((await job).Outcome, Is.EqualTo(JobOutcome.Succeeded));
    }
}
