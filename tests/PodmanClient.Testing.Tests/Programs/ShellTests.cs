namespace Podman.Testing.Tests.Programs;

[CancelAfter(20_000)]
public class ShellTests
{
    [TestCase("echo hello world", "hello world\n")]
    [TestCase("echo a; echo b", "a\nb\n")]
    [TestCase("echo a\necho b # comment\n", "a\nb\n")]
    [TestCase("true && echo yes || echo no", "yes\n")]
    [TestCase("false && echo yes || echo no", "no\n")]
    [TestCase("! false && echo yes", "yes\n")]
    [TestCase("echo 'single $HOME'  \"double $HOME\" $HOME", "single $HOME double /root /root\n")]
    [TestCase("echo a\\ b  c", "a b c\n")]
    [TestCase("echo \"a\\\"b\\$c\"", "a\"b$c\n")]
    [TestCase("x='a  b'; echo $x; echo \"$x\"", "a b\na  b\n")]
    [TestCase("x=1 y=2; echo $x${y}z", "12z\n")]
    [TestCase("echo ${nope:-fallback} ${HOME:-fallback} ${HOME:+set} ${#HOME}", "fallback /root set 5\n")]
    [TestCase("f=/a/b.tar.gz; echo ${f##*/} ${f#*/} ${f%.*} ${f%%.*}", "b.tar.gz a/b.tar.gz /a/b.tar /a/b\n")]
    [TestCase("echo $((1 + 2 * 3)) $(( (1+2)*3 )) $((7 % 4 == 3)) $((1 << 4 | 1))", "7 9 1 17\n")]
    [TestCase("i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done", "0\n1\n2\n")]
    [TestCase("i=3; until [ $i -eq 0 ]; do i=$((i-1)); done; echo $i", "0\n")]
    [TestCase("for x in a 'b c' d; do echo \"<$x>\"; done", "<a>\n<b c>\n<d>\n")]
    [TestCase("for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done", "1\n3\n")]
    [TestCase("for i in 1 2; do for j in 1 2; do [ $j = 2 ] && continue 2; echo $i$j; done; done", "11\n21\n")]
    [TestCase("if false; then echo a; elif true; then echo b; else echo c; fi", "b\n")]
    [TestCase("case abc.txt in *.md) echo md;; a*|b*) echo ab;; *) echo other;; esac", "ab\n")]
    [TestCase("f() { echo \"$1-$#\"; return 3; }; f x y; echo $?", "x-2\n3\n")]
    [TestCase("echo $(echo inner; echo two) `echo back`", "inner two back\n")]
    [TestCase("echo one two | wc -w", "2\n")]
    [TestCase("printf 'b\\na\\nc\\n' | sort | head -n 2", "a\nb\n")]
    [TestCase("yes | head -n 2", "y\ny\n")]
    [TestCase("seq 3 | while read n; do echo \"n=$n\"; done", "n=1\nn=2\nn=3\n")]
    [TestCase("(cd /etc; pwd); pwd", "/etc\n/\n")]
    [TestCase("{ echo a; echo b; } > /root/f; cat /root/f", "a\nb\n")]
    [TestCase("echo a > /root/f; echo b >> /root/f; cat < /root/f", "a\nb\n")]
    [TestCase("echo gone > /dev/null; ls nosuch 2> /dev/null; echo $?", "1\n")]
    [TestCase("cd /bin; ls s*h", "sh\n")]
    [TestCase("echo /etc/pass*", "/etc/passwd\n")]
    [TestCase("echo no*match", "no*match\n")]
    [TestCase("set -- a b c; shift; echo $1 $# \"$@\"", "b 2 b c\n")]
    [TestCase("export X=1; sh -c 'echo $X'; Y=2 sh -c 'echo $Y'; echo ${Y:-none}", "1\n2\nnone\n")]
    [TestCase("eval 'echo ev'; . /dev/null 2>/dev/null; echo end", "ev\n")]
    [TestCase("s=0123456789; s=$s$s$s; echo ${#s}", "30\n")]
    [TestCase("echo out 3>/dev/null 2>&1 1>&2", "")]
    [TestCase("busybox printf '%s-%03d\\n' a 7", "a-007\n")]
    [TestCase("trap 'echo bye' EXIT; echo hi", "hi\nbye\n")]
    [TestCase("sleep 0 & wait $!; echo $?", "0\n")]
    [TestCase("(exit 4) & wait $!; echo $?", "4\n")]
    [TestCase("command -v echo nosuch; command -v nosuch || echo missing", "echo\nmissing\n")]
    [TestCase("echo 'tab\there' \"q\" \\back '<&>'", "tab\there q back <&>\n")]
    public async Task A_script_writes(string script, string expected)
    {
        using var bench = new ProgramBench();

        await bench.ShellAsync(script);

        Assert.That(bench.Output, Is.EqualTo(expected));
    }

    [TestCase("exit 3", 3)]
    [TestCase("exit 255", 255)]
    [TestCase("exit 256", 0)]
    [TestCase("true", 0)]
    [TestCase("false", 1)]
    [TestCase("false; true", 0)]
    [TestCase("(exit 7)", 7)]
    [TestCase("nosuchprogram", 127)]
    [TestCase("exec false", 1)]
    [TestCase("set -e; false; exit 9", 1)]
    [TestCase("set -e; false || true; if false; then :; fi; ! true; exit 9", 9)]
    [TestCase("trap 'exit 5' EXIT; exit 2", 5)]
    [TestCase("if", 2)]
    [TestCase("echo 'open", 2)]
    [TestCase("cat /nosuch", 1)]
    public async Task A_script_exits_with(string script, int expected)
    {
        using var bench = new ProgramBench();

        Assert.That(await bench.ShellAsync(script), Is.EqualTo(expected));
    }

    [TestCase("nosuch", "sh: nosuch: not found\n")]
    [TestCase("echo err >&2", "err\n")]
    [TestCase("echo x > /no/dir", "sh: can't create /no/dir: nonexistent directory\n")]
    [TestCase("cat < /nosuch", "sh: can't open /nosuch: no such file\n")]
    [TestCase("set -x; a=1; echo $a > /dev/null", "+ a=1\n+ echo 1\n")]
    [TestCase("fi", "sh: syntax error: unexpected \"fi\"\n")]
    public async Task A_script_complains(string script, string expected)
    {
        using var bench = new ProgramBench();

        await bench.ShellAsync(script);

        Assert.That(bench.Error, Is.EqualTo(expected));
    }

    [Test]
    public async Task Commands_come_from_the_input_when_there_is_no_script()
    {
        using var bench = new ProgramBench();

        int status = await bench.RunWithInputAsync("echo one\nif true\nthen echo two; fi\nfor\necho ')'\nexit 4\necho never\n", "sh");

        Assert.That(bench.Output, Is.EqualTo("one\ntwo\n)\n"));
        Assert.That(status, Is.EqualTo(4));
    }

    [Test]
    public async Task A_trap_runs_when_the_command_in_front_is_done()
    {
        using var bench = new ProgramBench();
        Task<int> run = bench.ShellAsync("trap 'echo bye; exit 0' TERM; echo hello; while true; do sleep 0.1; done");
        await bench.SleepingAsync();

        bench.Space.Signal(15);
        Assert.That(run.IsCompleted, Is.False);
        bench.Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.That(await run, Is.Zero);
        Assert.That(bench.Output, Is.EqualTo("hello\nbye\n"));
    }

    [Test]
    public async Task An_ignored_signal_has_no_effect()
    {
        using var bench = new ProgramBench();
        Task<int> run = bench.ShellAsync("trap '' TERM; sleep 1; echo alive");
        await bench.SleepingAsync();

        bench.Space.Signal(15);
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await run, Is.Zero);
        Assert.That(bench.Output, Is.EqualTo("alive\n"));
    }

    [Test]
    public async Task A_shell_that_never_waits_can_be_killed()
    {
        using var bench = new ProgramBench();
        Task<int> run = bench.ShellAsync("while true; do :; done");

        bench.Space.Kill();

        Assert.That(await run, Is.EqualTo(137));
    }

    [Test]
    public async Task A_job_in_the_background_can_be_killed_by_its_number()
    {
        using var bench = new ProgramBench();

        await bench.ShellAsync("sleep 1000 & kill $!; wait $!; echo $?");

        Assert.That(bench.Output, Is.EqualTo("143\n"));
    }
}
