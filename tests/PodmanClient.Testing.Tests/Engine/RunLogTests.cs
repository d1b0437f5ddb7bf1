namespace Podman.Testing.Tests.Engine;

/// <summary>One-off containers whose log is handed out while it is written.</summary>
[CancelAfter(30_000)]
public class RunLogTests : EngineTest
{
    private readonly TaskCompletionSource _goOn = new();

    [SetUp]
    public void SetProgram() => Engine.OnRun("job", async process =>
    {
        await process.StandardOutput.WriteLineAsync("begun");
        await _goOn.Task.WaitAsync(process.Killed);
        await process.StandardError.WriteAsync("ended");
        return 5;
    });

    private static CreateContainerOptions Job => new() { Image = "busybox", Command = ["job"], StopTimeout = 0 };

    [Test]
    public async Task Lines_come_while_the_container_runs_and_stand_in_the_result_too()
    {
        var lines = new List<ContainerLogLine>();
        ContainerRunResult result = await Client.RunAsync(Job, new ContainerRunOptions
        {
            OnLogLine = line =>
            {
                lines.Add(line);
                _goOn.TrySetResult();
            },
        });

        Assert.That(lines.Select(line => line.Text), Is.EqualTo(["begun", "ended"]), "the container ends only when its first line has been handed out");
        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((5L, "ended")));
        Assert.That(result.Log, Is.EqualTo(lines));
        Assert.That(Engine.Containers, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_the_receiver_throws_ends_the_run_and_leaves_nothing_running(bool isRemoved)
    {
        var options = new ContainerRunOptions { RemoveWhenDone = isRemoved, OnLogLine = _ => throw new InvalidDataException("enough") };

        await Assert.ThatAsync(() => Client.RunAsync(Job, options), Throws.TypeOf<InvalidDataException>());

        Assert.That(Engine.Containers.Select(container => container.Status), Is.EqualTo(isRemoved ? Array.Empty<string>() : ["exited"]));
    }
}
