using System.IO.Pipelines;
using System.Text;
using static Varlink.Tool.Tests.CapturedConsole;

namespace Varlink.Tool.Tests;

[CancelAfter(30_000)]
public class BridgeCommandTests
{
    private const string GetInfo = """{"method":"org.varlink.service.GetInfo"}""" + "\0";

    [Test]
    public async Task What_stands_on_standard_input_is_answered_before_the_end()
    {
        await using KettleService kettle = await KettleService.StartAsync();
        MemoryStream output = new();
        CapturedConsole console = new() { Input = new MemoryStream(Encoding.UTF8.GetBytes(GetInfo + GetInfo)), Output = output };

        Assert.That(await console.RunToolAsync(["bridge", kettle.Address]), Is.EqualTo((0, "", "")));

        string[] replies = Encoding.UTF8.GetString(output.ToArray()).Split('\0');
        Assert.That(replies, Has.Length.EqualTo(3));
        Assert.That(replies[..2], Has.All.Contain("\"product\":\"Kettle\""));
    }

    [Test]
    public async Task It_ends_when_the_service_closes_though_standard_input_stays_open()
    {
        await using BreakingService service = await BreakingService.StartAsync();
        Pipe input = new();
        CapturedConsole console = new() { Input = input.Reader.AsStream() };

        await input.Writer.WriteAsync(Encoding.UTF8.GetBytes(GetInfo));
        (int status, string text, _) = await console.RunToolAsync(["bridge", service.Address]);

        Assert.That((status, text), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task A_service_that_is_not_there_is_status_2()
    {
        (int status, string text, string error) = await RunAsync("bridge", "unix:/nowhere/at.all");

        Assert.That((status, text), Is.EqualTo((2, "")));
        Assert.That(error, Does.Contain("/nowhere/at.all"));
    }
}
