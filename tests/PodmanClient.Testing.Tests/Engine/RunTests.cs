using Varlink;

namespace Podman.Testing.Tests.Engine;

/// <summary>One-off containers.</summary>
public class RunTests : EngineTest
{
    private static CreateContainerOptions Script(string script) => new() { Image = "busybox", Command = ["sh", "-c", script] };

    [Test]
    public async Task The_exit_code_and_both_streams_come_back_and_nothing_is_left()
    {
        ContainerRunResult result = await Client.RunAsync(Script("echo out; echo err >&2; printf 'no newline'; exit 3"));

        Assert.That((result.ExitCode, result.IsSuccess), Is.EqualTo((3L, false)));
        Assert.That((result.StandardOutput, result.StandardError), Is.EqualTo(("out\nno newline", "err\n")));
        Assert.That(result.Log.Select(line => line.Text), Is.EqualTo(new[] { "out", "err", "no newline" }));
        Assert.That(Engine.Containers, Is.Empty);
    }

    [Test]
    public async Task Long_lines_come_whole()
    {
        string text = new('x', 20_000);
        Engine.OnRun("long", async process =>
        {
            await process.StandardOutput.WriteLineAsync(text);
            return 0;
        });

        ContainerRunResult result = await Client.RunAsync(new CreateContainerOptions { Image = "busybox", Command = ["long"] });

        Assert.That(result.StandardOutput, Is.EqualTo(text + "\n"));
    }

    [Test]
    public async Task A_container_that_removes_itself_tells_its_log_all_the_same()
    {
        ContainerRunResult result = await Client.RunAsync(
            Script("echo hello") with { Rm = true }, new ContainerRunOptions { RemoveWhenDone = false });

        Assert.That(result.StandardOutput, Is.EqualTo("hello\n"));
        Assert.That(Engine.Containers, Is.Empty);
    }

    [Test]
    public async Task A_container_may_be_kept()
    {
        ContainerRunResult result = await Client.RunAsync(Script("exit 4"), new ContainerRunOptions { RemoveWhenDone = false });

        ReferenceContainer left = Engine.Containers.Single();
        Assert.That((left.Id, left.Status, left.ExitCode), Is.EqualTo((result.ContainerId, "exited", (int?)4)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_run_that_is_cancelled_leaves_nothing_running(bool isRemoved)
    {
        using var cancellation = new CancellationTokenSource();
        var running = new TaskCompletionSource();
        Engine.OnRun("server", async process =>
        {
            running.SetResult();
            await process.DelayAsync(Timeout.InfiniteTimeSpan, process.StopRequested);
            return 0;
        });
        Task<ContainerRunResult> run = Client.RunAsync(
            new CreateContainerOptions { Image = "busybox", Command = ["server"], StopTimeout = 10 },
            new ContainerRunOptions { RemoveWhenDone = isRemoved },
            cancellation.Token);
        await running.Task;

        await cancellation.CancelAsync();

        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            Engine.Containers.Select(container => (container.Status, container.ExitCode)),
            Is.EqualTo(isRemoved ? Array.Empty<(string, int?)>() : [("exited", 143)]));
    }

    [Test]
    public void A_start_that_fails_leaves_nothing()
    {
        Assert.That(
            async () => await Client.RunAsync(new CreateContainerOptions { Image = "busybox", Command = ["nosuch"] }),
            Throws.TypeOf<ErrorOccurredException>());
        Assert.That(Engine.Containers, Is.Empty);
    }

    [Test]
    public void An_unknown_image_is_an_error_of_the_interface() =>
        Assert.That(
            async () => await Client.RunAsync(new CreateContainerOptions { Image = "nosuch:1" }), Throws.TypeOf<ImageNotFoundException>());

    [Test]
    public async Task What_could_not_be_cleaned_up_is_named()
    {
        var running = new TaskCompletionSource();
        Engine.OnRun("server", async process =>
        {
            running.SetResult();
            await process.DelayAsync(Timeout.InfiniteTimeSpan);
            return 0;
        });
        Task<ContainerRunResult> run = Client.RunAsync(new CreateContainerOptions { Image = "busybox", Name = "a", Command = ["server"] });
        await running.Task;
        string id = Engine.Containers.Single().Id;

        await Engine.DisposeAsync();

        VarlinkException? error = null;
        try
        {
            await run;
        }
        catch (VarlinkException e)
        {
            error = e;
        }

        Assert.That(error?.Data[PodmanRunExtensions.LeftContainerId], Is.EqualTo(id));
    }
}
