using Varlink.TestKit;
using static Varlink.Tool.Tests.CapturedConsole;

namespace Varlink.Tool.Tests;

[CancelAfter(30_000)]
public class DiffCommandTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("method M() -> ()", "# New words.\nmethod M()->()", null)]
    [TestCase("method M(a: (b: int)) -> ()", "type T (b: int)\nmethod M(a: T) -> ()", null)]
    [TestCase("method M() -> ()\nmethod N() -> ()", "method N() -> ()\nmethod M() -> ()", null)]
    [TestCase("", "method M() -> ()", "method M: added")]
    [TestCase("", "error E()", "error E: added")]
    [TestCase("error E()", "", "error E: removed")]
    [TestCase("method M() -> ()", "", "method M: removed (breaks clients)")]
    [TestCase("method M() -> ()", "method M(a: int) -> ()", "method M, parameter a: added (breaks clients and services)")]
    [TestCase("method M() -> ()", "method M(a: ?int) -> ()", "method M, parameter a: added, may be missing")]
    [TestCase("method M(a: int) -> ()", "method M() -> ()", "method M, parameter a: removed (breaks clients and services)")]
    [TestCase("method M(a: ?int) -> ()", "method M() -> ()", "method M, parameter a: removed (breaks clients)")]
    [TestCase("method M() -> ()", "method M() -> (a: int)", "method M, reply a: added (breaks services)")]
    [TestCase("method M() -> ()", "method M() -> (a: ?int)", "method M, reply a: added, may be missing")]
    [TestCase("method M() -> (a: int)", "method M() -> ()", "method M, reply a: removed (breaks clients)")]
    [TestCase("method M() -> (a: ?int)", "method M() -> ()", "method M, reply a: removed")]
    [TestCase("method M(a: int) -> ()", "method M(a: ?int) -> ()", "method M, parameter a: may be missing now (breaks services)")]
    [TestCase("method M(a: ?int) -> ()", "method M(a: int) -> ()", "method M, parameter a: may not be missing any more (breaks clients)")]
    [TestCase("method M() -> (a: int)", "method M() -> (a: ?int)", "method M, reply a: may be missing now (breaks clients)")]
    [TestCase("method M() -> (a: ?int)", "method M() -> (a: int)", "method M, reply a: may not be missing any more (breaks services)")]
    [TestCase("method M(a: int) -> ()", "method M(a: []int) -> ()", "method M, parameter a: changed from int to []int (breaks clients and services)")]
    [TestCase("method M(a: [string][]int) -> ()", "method M(a: [string][]float) -> ()", "method M, parameter a[string][]: changed from int to float (breaks clients and services)")]
    [TestCase("method M(a: (x, y)) -> ()", "method M(a: (x, y, z)) -> ()", "method M, parameter a: value z added (breaks services)")]
    [TestCase("method M(a: (x, y)) -> ()", "method M(a: (x)) -> ()", "method M, parameter a: value y removed (breaks clients)")]
    [TestCase("method M() -> (a: (x))", "method M() -> (a: (x, y))", "method M, reply a: value y added (breaks clients)")]
    [TestCase("method M() -> (a: (x, y))", "method M() -> (a: (x))", "method M, reply a: value y removed (breaks services)")]
    [TestCase("error E(a: int)", "error E(a: string)", "error E, a: changed from int to string (breaks clients and services)")]
    [TestCase(
        "type T (next: ?T, v: int)\nmethod M() -> (t: T)", "type T (next: ?T, v: string)\nmethod M() -> (t: T)",
        "method M, reply t.v: changed from int to string (breaks clients and services)")]
    [TestCase(
        "type T (a: ?(b: ?T))\nmethod M(t: T) -> ()", "type V (b: ?(a: ?V))\nmethod M(t: (a: ?V)) -> ()", null)]
    public async Task A_change_is_told_with_whom_it_breaks(string old, string current, string? expected)
    {
        (int status, string text, string error) = await RunAsync("diff", Write("old", old), Write("new", current));

        Assert.That(text, Is.EqualTo(expected is null ? "" : expected + "\n"));
        Assert.That((status, error), Is.EqualTo((expected?.Contains("(breaks ", StringComparison.Ordinal) == true ? 1 : 0, "")));
    }

    [Test]
    public async Task With_clients_only_what_breaks_services_is_told_and_is_no_failure()
    {
        string old = Write("old", "method M() -> ()"), current = Write("new", "method M() -> (a: int)");

        Assert.That(
            await RunAsync("diff", "--clients-only", old, current), Is.EqualTo((0, "method M, reply a: added (breaks services)\n", "")));
    }

    [Test]
    public async Task Another_interface_is_a_break()
    {
        await File.WriteAllTextAsync(_folder["b"], "interface a.c\n");

        Assert.That(
            await RunAsync("diff", Write("a", ""), _folder["b"]),
            Is.EqualTo((1, "interface: renamed from a.b to a.c (breaks clients and services)\n", "")));
    }

    [Test]
    public async Task A_file_with_errors_is_told()
    {
        (int status, string text, string error) = await RunAsync("diff", Write("old", "method m() -> ()"), Write("new", ""));

        Assert.That((status, text), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith($"{_folder["old"]}(2,8): error VARLINK"));
    }

    private string Write(string name, string members)
    {
        File.WriteAllText(_folder[name], $"interface a.b\n{members}\n");
        return _folder[name];
    }
}
