using System.Text;
using Varlink;

namespace Podman.Testing.Tests.Engine;

/// <summary>AttachAsync, over the sockets that the engine serves.</summary>
[Platform("Linux")]
public class AttachmentTests : EngineTest
{
    private Task<string> CreateAsync(string command, bool interactive = true, bool tty = false) => Client.CreateContainerAsync(
        new CreateContainerOptions { Image = "busybox", Name = "a", Command = ["sh", "-c", command], Interactive = interactive, Tty = tty });

    [Test]
    public async Task Attached_before_the_start_nothing_is_lost()
    {
        string id = await CreateAsync("echo out; echo err >&2; printf end");
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        await Client.StartContainerAsync("a");

        (string output, string error) = await attachment.ReadOutputToEndAsync();

        Assert.That((output, error), Is.EqualTo(("out\nend", "err\n")));
        Assert.That(attachment.ContainerId, Is.EqualTo(id));
    }

    [Test]
    public async Task Both_streams_come_in_order()
    {
        await CreateAsync("for i in 1 2 3; do echo o$i; echo e$i >&2; done");
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        await Client.StartContainerAsync("a");

        var pieces = new List<string>();
        await foreach (ContainerOutput output in attachment.ReadAllAsync())
        {
            pieces.Add($"{output.Stream} {Encoding.UTF8.GetString(output.Data.Span)}");
        }

        Assert.That(pieces, Is.EqualTo(new[]
        {
            "StandardOutput o1\n", "StandardError e1\n", "StandardOutput o2\n", "StandardError e2\n", "StandardOutput o3\n", "StandardError e3\n",
        }));
    }

    [Test]
    public async Task What_was_typed_before_the_start_is_read()
    {
        await CreateAsync("cat");
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        await attachment.WriteAsync("early ");
        attachment.CompleteInput();
        await Client.StartContainerAsync("a");

        Assert.That((await attachment.ReadOutputToEndAsync()).StandardOutput, Is.EqualTo("early "));
        Assert.That(await Client.WaitContainerAsync("a"), Is.Zero);
    }

    [Test]
    public async Task Megabytes_go_through_both_ways()
    {
        await CreateAsync("cat");
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        await Client.StartContainerAsync("a");
        byte[] sent = new byte[3_000_001];
        new Random(7).NextBytes(sent);

        using var received = new MemoryStream();
        Task copying = attachment.CopyOutputToAsync(received, Stream.Null);
        await attachment.StandardInput.WriteAsync(sent);
        await attachment.StandardInput.DisposeAsync();
        await copying;

        Assert.That(received.ToArray().AsSpan().SequenceEqual(sent), Is.True);
    }

    [Test]
    public async Task Output_comes_whole_when_the_program_leaves_its_input_unread()
    {
        await CreateAsync("read line; echo got $line; echo last");
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        await Client.StartContainerAsync("a");
        await attachment.WriteAsync("one\n");
        for (int i = 0; i < 50; i++)
        {
            try
            {
                await attachment.WriteAsync(new byte[8192]);
            }
            catch (IOException)
            {
                // It has ended already.
                break;
            }
        }

        Assert.That((await attachment.ReadOutputToEndAsync()).StandardOutput, Is.EqualTo("got one\nlast\n"));
    }

    [Test]
    public async Task Writing_to_a_container_that_has_ended_fails()
    {
        await CreateAsync("true");
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        await Client.StartContainerAsync("a");
        await attachment.ReadOutputToEndAsync();

        Assert.That(async () => await attachment.WriteAsync("x"), Throws.InstanceOf<IOException>().With.Message.Contains("has ended"));
    }

    [Test]
    public async Task A_completed_input_takes_nothing_more()
    {
        await CreateAsync("cat");
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        attachment.CompleteInput();
        attachment.CompleteInput();

        Assert.That(async () => await attachment.WriteAsync("x"), Throws.InvalidOperationException);
    }

    [Test]
    public async Task The_program_sees_the_size_of_its_terminal()
    {
        var sizes = new List<TerminalSize?>();
        var resized = new TaskCompletionSource();
        Engine.OnRun("editor", async process =>
        {
            sizes.Add(process.TerminalSize);
            process.OnSignal(28, () =>
            {
                sizes.Add(process.TerminalSize);
                resized.TrySetResult();
            });
            await process.StandardOutput.WriteLineAsync("ready");
            await resized.Task.WaitAsync(process.Killed);
            return await process.RunAsync("stty", "size");
        });
        await CreateAsync("exec editor", tty: true);
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        await Client.StartContainerAsync("a");
        await foreach (ContainerOutput ready in attachment.ReadAllAsync())
        {
            Assert.That(Encoding.UTF8.GetString(ready.Data.Span), Is.EqualTo("ready\r\n"));
            break;
        }

        await attachment.ResizeAsync(new TerminalSize(132, 50));

        Assert.That((await attachment.ReadOutputToEndAsync()).StandardOutput, Is.EqualTo("50 132\r\n"));
        Assert.That(sizes, Is.EqualTo(new TerminalSize?[] { new(0, 0), new(132, 50) }));
    }

    [Test]
    public async Task The_first_size_is_there_when_the_program_begins_or_comes_soon_after()
    {
        await CreateAsync("read x; stty size", tty: true);
        await using ContainerAttachment attachment = await Client.AttachAsync("a", new ContainerAttachOptions { TerminalSize = new TerminalSize(80, 24) });
        await ResizedAsync("a");
        await Client.StartContainerAsync("a");
        await attachment.WriteAsync("\n");

        Assert.That((await attachment.ReadOutputToEndAsync()).StandardOutput, Does.EndWith("24 80\r\n"));
    }

    [Test]
    public async Task Without_a_terminal_a_size_has_no_effect()
    {
        await CreateAsync("read x; stty size");
        await using ContainerAttachment attachment = await Client.AttachAsync("a", new ContainerAttachOptions { TerminalSize = new TerminalSize(80, 24) });
        await Client.StartContainerAsync("a");
        await attachment.WriteAsync("\n");

        Assert.That((await attachment.ReadOutputToEndAsync()).StandardError, Does.Contain("Inappropriate ioctl"));
    }

    [Test]
    public async Task Sizes_out_of_range_are_refused_before_anything_happens()
    {
        await CreateAsync("true");
        Assert.That(
            async () => await Client.AttachAsync("a", new ContainerAttachOptions { TerminalSize = new TerminalSize(0, 24) }),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(await StatusAsync("a"), Is.EqualTo("configured"));
    }

    [Test]
    public async Task A_loop_that_was_left_or_cancelled_loses_nothing()
    {
        await CreateAsync("cat");
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        await Client.StartContainerAsync("a");
        using var cancellation = new CancellationTokenSource();
        Task<(string, string)> first = attachment.ReadOutputToEndAsync(cancellation.Token);
        await cancellation.CancelAsync();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());

        await attachment.WriteAsync("one");
        await foreach (ContainerOutput output in attachment.ReadAllAsync())
        {
            Assert.That(Encoding.UTF8.GetString(output.Data.Span), Is.EqualTo("one"));
            break;
        }

        await attachment.WriteAsync("two");
        attachment.CompleteInput();
        Assert.That((await attachment.ReadOutputToEndAsync()).StandardOutput, Is.EqualTo("two"));
    }

    [Test]
    public async Task One_reader_at_a_time()
    {
        await CreateAsync("cat");
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        Task<(string, string)> first = attachment.ReadOutputToEndAsync();

        Assert.That(async () => await attachment.ReadOutputToEndAsync(), Throws.InvalidOperationException);
        attachment.Dispose();
        Assert.That(async () => await first, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Detaching_leaves_the_container_alone()
    {
        await CreateAsync("sleep 1000", interactive: false);
        await using (await Client.AttachAsync("a"))
        {
            await Client.StartContainerAsync("a");
        }

        Assert.That(await StatusAsync("a"), Is.EqualTo("running"));
    }

    [Test]
    public async Task Two_may_be_attached_and_see_the_same()
    {
        await CreateAsync("echo hello");
        await using ContainerAttachment one = await Client.AttachAsync("a");
        await using ContainerAttachment two = await Client.AttachAsync("a");
        await Client.StartContainerAsync("a");

        Assert.That((await one.ReadOutputToEndAsync()).StandardOutput, Is.EqualTo("hello\n"));
        Assert.That((await two.ReadOutputToEndAsync()).StandardOutput, Is.EqualTo("hello\n"));
    }

    [Test]
    public async Task The_end_comes_when_the_container_is_killed_removed_or_its_engine_gone([Values] End end)
    {
        await CreateAsync("sleep 1000");
        await using ContainerAttachment attachment = await Client.AttachAsync("a");
        await Client.StartContainerAsync("a");
        Task<(string, string)> reading = attachment.ReadOutputToEndAsync();

        await (end switch
        {
            End.Kill => Client.KillContainerAsync("a", 9),
            End.Remove => Client.RemoveContainerAsync("a", force: true),
            _ => Engine.DisposeAsync().AsTask(),
        });

        Assert.That(await reading, Is.EqualTo(("", "")));
    }

    [Test]
    public async Task An_unknown_container_is_an_error_of_the_interface() =>
        Assert.That(await ErrorOf<ContainerNotFoundException>(() => Client.AttachAsync("nosuch")), Has.Property("Name").EqualTo("nosuch"));

    [Test]
    public async Task The_files_go_with_the_container()
    {
        await CreateAsync("true");
        AttachSockets sockets = await Client.GetAttachSocketsAsync("a");
        await Client.RemoveContainerAsync("a", false);

        Assert.That(Path.GetDirectoryName(sockets.IoSocket), Does.Not.Exist);
    }

    private async Task ResizedAsync(string name)
    {
        while (Engine.Services.Containers.Resolve(name).Terminal!.Size == default)
        {
            await Task.Yield();
        }
    }

    private static async Task<T> ErrorOf<T>(Func<Task> call)
        where T : VarlinkException
    {
        try
        {
            await call();
        }
        catch (T e)
        {
            return e;
        }

        throw new AssertionException("The call succeeded.");
    }

    /// <summary>How an attachment may end.</summary>
    public enum End
    {
        Kill,
        Remove,
        Engine,
    }
}
