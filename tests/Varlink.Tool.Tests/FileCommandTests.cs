using System.Runtime.CompilerServices;
using System.Text;
using Varlink.TestKit;
using static Varlink.Tool.Tests.CapturedConsole;

namespace Varlink.Tool.Tests;

[CancelAfter(30_000)]
public class FileCommandTests
{
    private const string Untidy = "# A lamp.\ninterface org.example.lamp\nmethod  Switch(on:bool)->()   # now\n";
    private const string Tidy = "# A lamp.\ninterface org.example.lamp\n\nmethod Switch(on: bool) -> () # now\n";
    private const string Wrong = "interface org.example.lamp\nmethod Switch(on: Position) -> ()\nmethod Switch() -> ()\n";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task Validate_prints_all_diagnostics_of_all_files()
    {
        string wrong = Write("wrong.varlink", Wrong), misspelt = Write("b.varlink", "interface a.b\n# [Readonly]\nmethod M() -> ()\n");

        (int status, string text, string error) = await RunAsync("validate", misspelt, wrong, Write("good.varlink", Tidy));

        Assert.That((status, error), Is.EqualTo((1, "")));
        string[] lines = text.TrimEnd('\n').Split('\n');
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[0], Does.Match(@"b\.varlink\(\d+,\d+\): warning VARLINK106: "));
        Assert.That(lines[1], Does.StartWith($"{wrong}(2,19): error VARLINK0").And.Contain("Position"));
        Assert.That(lines[2], Does.StartWith($"{wrong}(3,8): error VARLINK0").And.Contain("Switch"));
    }

    [Test]
    public async Task Warnings_alone_are_no_failure()
    {
        (int status, string text, _) = await RunAsync("validate", Write("a.varlink", "interface a.b\n# [Readonly]\nmethod M() -> ()\n"));

        Assert.That(status, Is.Zero);
        Assert.That(text, Does.Contain(": warning "));
    }

    [Test]
    public async Task A_file_that_cannot_be_read_does_not_keep_the_others_from_being_looked_at()
    {
        (int status, string text, string error) = await RunAsync("validate", _folder["nowhere.varlink"], Write("wrong.varlink", Wrong));

        Assert.That(status, Is.EqualTo(1));
        Assert.That(text, Does.Contain("(2,19): error"));
        Assert.That(error, Does.Contain(_folder["nowhere.varlink"]));
    }

    [Test]
    public async Task Format_prints_the_text_in_the_canonical_style()
    {
        string file = Write("lamp.varlink", Untidy);

        Assert.That(await RunAsync("format", file), Is.EqualTo((0, Tidy, "")));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(Untidy));
    }

    [Test]
    public async Task Format_check_names_the_files_that_would_change()
    {
        string untidy = Write("untidy.varlink", Untidy), tidy = Write("tidy.varlink", Tidy);

        Assert.That(await RunAsync("format", "--check", tidy, untidy), Is.EqualTo((1, untidy + "\n", "")));
        Assert.That(await RunAsync("format", "--check", tidy), Is.EqualTo((0, "", "")));
        Assert.That(await File.ReadAllTextAsync(untidy), Is.EqualTo(Untidy));
    }

    [Test]
    public async Task Format_write_changes_what_is_not_formatted()
    {
        string untidy = Write("untidy.varlink", "\uFEFF" + Untidy.ReplaceLineEndings("\r\n")), tidy = Write("tidy.varlink", Tidy);

        Assert.That(await RunAsync("format", "--write", tidy, untidy), Is.EqualTo((0, untidy + "\n", "")));
        Assert.That(await File.ReadAllBytesAsync(untidy), Is.EqualTo(Encoding.UTF8.GetBytes(Tidy)));
    }

    [Test]
    public async Task Format_leaves_files_with_errors_as_they_are()
    {
        string wrong = Write("wrong.varlink", Wrong), untidy = Write("untidy.varlink", Untidy);

        (int status, string text, string error) = await RunAsync("format", "--write", wrong, untidy);

        Assert.That((status, text), Is.EqualTo((1, untidy + "\n")));
        Assert.That(error, Does.Contain($"{wrong}(2,19): error"));
        Assert.That(await File.ReadAllTextAsync(wrong), Is.EqualTo(Wrong));
    }

    [Test]
    public async Task Format_does_not_damage_what_is_no_text()
    {
        string latin = _folder["latin.varlink"];
        byte[] bytes = [.. "# gr"u8, 0xFC, .. "n\ninterface a.b\n"u8];
        await File.WriteAllBytesAsync(latin, bytes);

        (int status, _, string error) = await RunAsync("format", "--write", latin);

        Assert.That(status, Is.EqualTo(1));
        Assert.That(error, Does.Contain(latin).And.Contain("UTF-8"));
        Assert.That(await File.ReadAllBytesAsync(latin), Is.EqualTo(bytes));
    }

    [TestCase("org.varlink.certification")]
    [TestCase("org.example.nasty")]
    public async Task Generate_writes_the_very_output_of_the_generator(string name)
    {
        string tests = Path.Combine(Folder(), "..", "Varlink.Generator.Tests");

        (int status, string text, string error) = await RunAsync(
            "generate", Path.Combine(tests, "Interfaces", $"{name}.varlink"), "--namespace", "Consumer", "--output", _folder["out"]);

        Assert.That((status, error), Is.EqualTo((0, "")));
        string[] golden = Directory.GetFiles(Path.Combine(tests, "Golden", name));
        string[] written = Directory.GetFiles(_folder["out"], "*", SearchOption.AllDirectories);
        Assert.That(text.TrimEnd('\n').Split('\n'), Is.EquivalentTo(written));
        Assert.That(
            written.ToDictionary(file => Path.GetFileName(file), File.ReadAllText),
            Is.EquivalentTo(golden.ToDictionary(file => Path.GetFileName(file), File.ReadAllText)));
    }

    [Test]
    public async Task Generate_writes_nothing_of_a_file_with_errors()
    {
        (int status, string text, string error) = await RunAsync(
            "generate", Write("wrong.varlink", Wrong), "--namespace", "A", "--output", _folder["out"]);

        Assert.That((status, text), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain("(2,19): error"));
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    [TestCase("format")]
    [TestCase("format", "a", "b")]
    [TestCase("format", "--check", "--write", "a")]
    [TestCase("validate")]
    [TestCase("generate", "a")]
    [TestCase("generate", "a", "--namespace", "X", "--output", "o", "--access", "secret")]
    [TestCase("generate", "a", "--namespace", "X", "--output", "o", "--name", "a-b")]
    public async Task Wrong_usage_is_status_64(params string[] arguments)
    {
        (int status, string text, string error) = await RunAsync(arguments);

        Assert.That((status, text), Is.EqualTo((64, "")));
        Assert.That(error, Is.Not.Empty);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
