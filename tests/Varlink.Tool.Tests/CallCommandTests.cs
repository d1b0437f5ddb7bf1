using System.Text;
using static Varlink.Tool.Tests.CapturedConsole;

namespace Varlink.Tool.Tests;

[CancelAfter(30_000)]
public class CallCommandTests
{
    private KettleService _kettle = null!;

    [SetUp]
    public async Task SetUp() => _kettle = await KettleService.StartAsync();

    [TearDown]
    public async Task TearDown() => await _kettle.DisposeAsync();

    [Test]
    public async Task A_reply_is_pretty() => Assert.That(
        await RunAsync("call", _kettle.Method("Fill"), """{"litres": 1.5, "note": "heiß"}"""), Is.EqualTo((0, "{\n  \"level\": 1.5\n}\n", "")));

    [Test]
    public async Task With_json_it_is_one_line()
    {
        await RunAsync("call", _kettle.Method("Fill"), """{"litres": 1, "note": "heiß"}""");

        (int status, string text, _) = await RunAsync("call", "--json", _kettle.Method("GetStatus"));

        Assert.That((status, text), Is.EqualTo((0, "{\"status\":{\"state\":\"off\",\"level\":1,\"temperature\":20,\"note\":\"heiß\"}}\n")));
    }

    [Test]
    public async Task Parameters_come_from_standard_input()
    {
        CapturedConsole console = new() { Input = new MemoryStream(Encoding.UTF8.GetBytes("{\"litres\":\n2}\n")) };

        Assert.That(await console.RunToolAsync(["call", "--json", _kettle.Method("Fill"), "-"]), Is.EqualTo((0, "{\"level\":2}\n", "")));
    }

    [Test]
    public async Task Parameters_come_from_a_file()
    {
        await File.WriteAllTextAsync(_kettle.File("fill.json"), "{\"litres\":3}");

        Assert.That(
            await RunAsync("call", "--json", _kettle.Method("Fill"), "@" + _kettle.File("fill.json")), Is.EqualTo((0, "{\"level\":3}\n", "")));
    }

    [Test]
    public async Task A_stream_is_printed_reply_by_reply()
    {
        await RunAsync("call", _kettle.Method("Fill"), """{"litres":1}""");

        Assert.That(
            await RunAsync("call", "--more", "--json", _kettle.Method("Heat"), """{"target":70}"""),
            Is.EqualTo((0, "{\"temperature\":40}\n{\"temperature\":60}\n{\"temperature\":70}\n", "")));
    }

    [Test]
    public async Task A_method_that_streams_only_says_that_more_is_missing()
    {
        (int status, _, string error) = await RunAsync("call", _kettle.Method("Heat"), """{"target":70}""");

        Assert.That((status, error), Is.EqualTo((1, "org.varlink.service.ExpectedMore\nThe method answers with a stream only: call it with --more.\n")));
    }

    [Test]
    public async Task An_error_reply_is_its_name_and_parameters_on_standard_error() => Assert.That(
        await RunAsync("call", "--more", _kettle.Method("Heat"), """{"target":70}"""),
        Is.EqualTo((1, "", "org.example.kettle.NotEnoughWater\n{\n  \"level\": 0,\n  \"needed\": 0.25\n}\n")));

    [Test]
    public async Task A_oneway_call_prints_nothing()
    {
        Assert.That(await RunAsync("call", "--oneway", _kettle.Method("Fill"), """{"litres":1}"""), Is.EqualTo((0, "", "")));
    }

    [Test]
    public async Task Cancelling_ends_a_stream_at_once_with_130(CancellationToken cancellationToken)
    {
        await using KettleService slow = await KettleService.StartAsync(TimeSpan.FromMilliseconds(1));
        await RunAsync("call", slow.Method("Fill"), """{"litres":1}""");
        using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int lines = 0;
        CapturedConsole console = new()
        {
            OnLine = _ =>
            {
                if (++lines == 2)
                {
                    interrupted.Cancel();
                }
            },
        };

        (int status, string text, _) = await console.RunToolAsync(
            ["call", "--more", "--json", slow.Method("Heat"), """{"target":1000000000}"""], interrupted.Token);

        Assert.That((status, text), Is.EqualTo((130, "{\"temperature\":40}\n{\"temperature\":60}\n")));
    }

    [Test]
    public async Task A_connection_that_breaks_is_status_2()
    {
        await using BreakingService service = await BreakingService.StartAsync();

        (int status, string text, string error) = await RunAsync("call", $"{service.Address}/org.example.kettle.GetStatus");

        Assert.That((status, text), Is.EqualTo((2, "")));
        Assert.That(error, Does.Contain(service.Address).And.Contain("org.example.kettle.GetStatus"));
    }

    [Test]
    public async Task A_reply_that_does_not_come_in_time_is_status_2()
    {
        await using KettleService never = await KettleService.StartAsync(Timeout.InfiniteTimeSpan);
        await RunAsync("call", never.Method("Fill"), """{"litres":1}""");

        (int status, string text, string error) = await RunAsync(
            "call", "--more", "--timeout", "0.05", never.Method("Heat"), """{"target":70}""");

        Assert.That((status, text), Is.EqualTo((2, "")));
        Assert.That(error, Does.Contain("0.05"));
    }

    [TestCase("[1]", "no JSON object")]
    [TestCase("{\"a\":1,\n x}", "line 2, at byte 2")]
    [TestCase("", "line 1")]
    [TestCase("@/nowhere/at.all", "/nowhere/at.all")]
    public async Task What_is_no_object_is_wrong_usage(string parameters, string expected)
    {
        (int status, string text, string error) = await RunAsync("call", _kettle.Method("Fill"), parameters);

        Assert.That((status, text), Is.EqualTo((64, "")));
        Assert.That(error, Does.Contain(expected));
    }

    [TestCase("unix:/a/Fill")]
    [TestCase("unix:/a/org.example.")]
    [TestCase("unix:/a/b.C", "--timeout", "0")]
    [TestCase("unix:/a/b.C", "--timeout", "-1")]
    [TestCase("unix:/a/b.C", "--timeout", "soon")]
    [TestCase("unix:/a/b.C", "--more", "--oneway")]
    [TestCase("unix:/a/b.C", "{}", "{}")]
    public async Task Wrong_usage_is_status_64(params string[] arguments)
    {
        (int status, string text, string error) = await RunAsync(["call", .. arguments]);

        Assert.That((status, text), Is.EqualTo((64, "")));
        Assert.That(error, Is.Not.Empty);
    }
}
