using Podman.Testing.Programs;

namespace Podman.Testing.Tests.Programs;

[CancelAfter(20_000)]
public class ProcessTests
{
    [Test]
    public async Task A_registered_program_sees_its_command_line_and_writes_to_both_streams()
    {
        using var bench = new ProgramBench();
        bench.Register("worker", async process =>
        {
            await process.StandardOutput.WriteLineAsync(string.Join(',', process.Arguments));
            await process.StandardError.WriteLineAsync(process.WorkingDirectory + process.HostName);
            process.Files.WriteAllText("/result", await process.StandardInput.ReadToEndAsync());
            return 300;
        });

        int status = await bench.RunWithInputAsync("given", "worker", "a", "b c");

        Assert.That(status, Is.EqualTo(300 & 0xFF));
        Assert.That(bench.Output, Is.EqualTo("worker,a,b c\n"));
        Assert.That(bench.Error, Is.EqualTo("/box\n"));
        Assert.That(bench.Space.Files.ReadAllText("/result"), Is.EqualTo("given"));
    }

    [Test]
    public async Task A_crash_shows_in_the_error_stream_and_ends_the_process_with_1()
    {
        using var bench = new ProgramBench();
        bench.Register("worker", _ => throw new InvalidOperationException("broken"));

        Assert.That(await bench.RunAsync("worker"), Is.EqualTo(1));
        Assert.That(bench.Error, Does.StartWith("Unhandled exception. System.InvalidOperationException: broken"));
    }

    [TestCase(15, 143)]
    [TestCase(2, 130)]
    [TestCase(1, 129)]
    public async Task A_program_that_lets_the_stop_out_ends_as_the_signal_says(int signal, int expected)
    {
        using var bench = new ProgramBench();
        bench.Register("worker", async process =>
        {
            await process.DelayAsync(Timeout.InfiniteTimeSpan, process.StopRequested);
            return 0;
        });
        Task<int> run = bench.RunAsync("worker");

        bench.Space.Signal(signal);

        Assert.That(await run, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_handled_signal_does_not_ask_to_stop()
    {
        using var bench = new ProgramBench();
        var arrived = new TaskCompletionSource();
        bench.Register("worker", async process =>
        {
            process.OnSignal(15, arrived.SetResult);
            await arrived.Task.WaitAsync(process.Killed);
            return process.StopRequested.IsCancellationRequested ? 1 : 0;
        });
        Task<int> run = bench.RunAsync("worker");

        bench.Space.Signal(15);

        Assert.That(await run, Is.Zero);
    }

    [Test]
    public async Task Sleep_as_the_main_process_takes_no_notice_of_TERM_as_in_a_real_container()
    {
        using var bench = new ProgramBench();
        Task<int> run = bench.RunAsync("sleep", "60");

        bench.Space.Signal(15);
        Assert.That(run.IsCompleted, Is.False);
        bench.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.That(await run, Is.Zero);
    }

    [Test]
    public async Task Killing_ends_whatever_waits()
    {
        using var bench = new ProgramBench();
        Task<int> run = bench.RunAsync("sh", "-c", "sleep 1000");
        await bench.SleepingAsync();

        bench.Space.Kill();

        Assert.That(await run, Is.EqualTo(137));
        Assert.That(bench.Space.Processes, Is.Empty);
    }

    [Test]
    public async Task A_paused_process_neither_writes_nor_wakes()
    {
        using var bench = new ProgramBench();
        Task<int> run = bench.RunAsync("sh", "-c", "sleep 1; echo awake");
        await bench.SleepingAsync();

        bench.Space.Gate.Close();
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(run.IsCompleted, Is.False);
        Assert.That(bench.Output, Is.Empty);
        bench.Space.Gate.Open();

        Assert.That(await run, Is.Zero);
        Assert.That(bench.Output, Is.EqualTo("awake\n"));
    }

    [Test]
    public async Task The_processes_are_listed_with_their_parents()
    {
        using var bench = new ProgramBench();
        Task<int> run = bench.RunAsync("sh", "-c", "sleep 5");
        await bench.SleepingAsync();

        Assert.That(
            bench.Space.Processes.Select(p => $"{p.ProcessId}<{p.ParentProcessId} {string.Join(' ', p.Arguments)}"),
            Is.EqualTo(new[] { "1<0 sh -c sleep 5", "6<1 sleep 5" }));

        bench.Time.Advance(TimeSpan.FromSeconds(5));
        await run;
    }

    [Test]
    public async Task A_script_file_runs_by_its_interpreter_line()
    {
        using var bench = new ProgramBench();
        bench.Space.Files.WriteAllText("/bin/greet", "#!/bin/sh\necho \"hello $1\"\n");

        await bench.RunAsync("greet", "you");

        Assert.That(bench.Output, Is.EqualTo("hello you\n"));
    }

    [Test]
    public void A_file_that_is_no_program_is_found_but_cannot_run()
    {
        using var bench = new ProgramBench();
        bench.Space.Files.WriteAllText("/bin/data", "not a program");
        var environment = new Dictionary<string, string>();

        ProgramLookup data = bench.Space.Programs.Find(bench.Space.Files, ["data"], environment, "/");
        ProgramLookup missing = bench.Space.Programs.Find(bench.Space.Files, ["/no/such/binary"], environment, "/");

        Assert.That((data.Program, data.IsMissing), Is.EqualTo(((ContainerProgram?)null, false)));
        Assert.That((missing.Program, missing.IsMissing), Is.EqualTo(((ContainerProgram?)null, true)));
    }

    [Test]
    public async Task Printf_makes_bytes()
    {
        using var bench = new ProgramBench();

        await bench.RunAsync("printf", @"\377\376 nul\000\033[31m\n");

        Assert.That(bench.OutputBytes, Is.EqualTo(new byte[] { 0xFF, 0xFE, 32, 110, 117, 108, 0, 27, 91, 51, 49, 109, 10 }));
    }

    [TestCase("id", "uid=0(root) gid=0(root)\n")]
    [TestCase("hostname", "box\n")]
    [TestCase("pwd", "/\n")]
    [TestCase("whoami", "root\n")]
    [TestCase("date", "Mon Nov 23 21:11:41 UTC 2026\n")]
    [TestCase("basename /a/b.c .c", "b\n")]
    [TestCase("dirname /a/b", "/a\n")]
    [TestCase("seq 5 -2 1", "5\n3\n1\n")]
    [TestCase("echo -n x", "x")]
    [TestCase("echo -e a\\tb", "a\tb\n")]
    [TestCase("uname -a", "Linux box 4.18.0 x86_64\n")]
    public async Task A_program_of_the_base_image_writes(string commandLine, string expected)
    {
        using var bench = new ProgramBench();

        await bench.RunAsync(commandLine.Split(' '));

        Assert.That(bench.Output, Is.EqualTo(expected));
    }

    [Test]
    public async Task File_programs_change_files()
    {
        using var bench = new ProgramBench();

        int status = await bench.ShellAsync(
            "mkdir -p /w/a && touch /w/a/f && cp /w/a/f /w/g && mv /w/g /w/h && ln -s /w/h /w/link && chmod 700 /w/h && cp -r /w/a /w/b && rm -r /w/a && echo x | tee /w/t");

        Assert.That(status, Is.Zero, bench.Error);
        Assert.That(bench.Space.Files.List("/w"), Is.EqualTo(new[] { "b", "h", "link", "t" }));
        Assert.That(bench.Space.Files.List("/w/b"), Is.EqualTo(new[] { "f" }));
        Assert.That(bench.Space.Files.ReadAllText("/w/t"), Is.EqualTo("x\n"));
    }
}
