using Podman;
using Varlink.Conformance.Behaviour.Suite;

namespace Varlink.Conformance.Behaviour.Tests;

public class LogTests(string target) : BehaviourTest(target)
{
    [Behaviour("GetContainerLogs")]
    public async Task A_line_of_a_log_tells_when_and_where_it_was_written()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow.AddMinutes(-1);
        string id = await StartAsync("echo out; echo err >&2");
        await Client.WaitContainerAsync(id, Cancel);

        IReadOnlyList<string> raw = await Client.GetContainerLogsAsync(id, Cancel);
        IReadOnlyList<ContainerLogLine> lines = await Client.GetLogsAsync(id, cancellationToken: Cancel);

        // The two streams are two pipes: which of the lines is read first is not sure.
        Assert.That(raw, Has.All.Match(@"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(\+\d\d:\d\d|-\d\d:\d\d|Z) (stdout F out|stderr F err)\n$"));
        Assert.That(
            lines.Select(line => (line.Stream, line.Text)),
            Is.EquivalentTo(new[] { (ContainerLogSource.StandardOutput, "out"), (ContainerLogSource.StandardError, "err") }));
        Assert.That(lines.Select(line => line.Timestamp), Has.All.InRange(before, DateTimeOffset.UtcNow.AddMinutes(1)));
    }

    [Behaviour("GetContainerLogs")]
    public async Task What_never_ran_has_an_empty_log()
    {
        string id = await CreateAsync("echo out");

        Assert.That(await Client.GetContainerLogsAsync(id, Cancel), Is.Empty);
    }

    [Behaviour("GetContainerLogs")]
    public async Task Empty_lines_and_a_last_line_without_an_end_are_kept()
    {
        string id = await StartAsync("echo one; echo; printf two");
        await Client.WaitContainerAsync(id, Cancel);

        IReadOnlyList<string> raw = await Client.GetContainerLogsAsync(id, Cancel);

        Assert.That(raw.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]), Is.EqualTo(
            new[] { "stdout F one\n", "stdout F \n", "stdout P two\n" }));
    }

    [Behaviour("GetContainerLogs")]
    public async Task A_long_line_comes_in_parts_that_can_be_joined()
    {
        string id = await StartAsync("i=0; while [ $i -lt 3000 ]; do printf 0123456789; i=$((i+1)); done; echo");
        await Client.WaitContainerAsync(id, Cancel);

        IReadOnlyList<string> raw = await Client.GetContainerLogsAsync(id, Cancel);
        IReadOnlyList<ContainerLogLine> joined =
            await Client.GetLogsAsync(id, new ContainerLogOptions { JoinPartialLines = true }, Cancel);

        Assert.That(raw, Has.Count.GreaterThan(1));
        Assert.That(joined.Single().Text, Is.EqualTo(string.Concat(Enumerable.Repeat("0123456789", 3000))));
    }

    [Behaviour("GetContainerLogs")]
    public async Task Text_comes_through_and_what_is_no_text_is_replaced()
    {
        string id = await StartAsync(@"echo 'Grüße, 世界 <&>'; printf 'a\377b\n'; printf '\033[1mbold\n'");
        await Client.WaitContainerAsync(id, Cancel);

        Assert.That(await LinesAsync(id), Is.EqualTo(new[] { "Grüße, 世界 <&>", "a\uFFFDb", "\u001b[1mbold" }));
    }

    [Behaviour("GetContainerLogs")]
    public async Task A_followed_log_gives_lines_while_the_program_runs_and_ends_with_it()
    {
        string id = await StartAsync("trap 'echo two; echo three; exit 0' TERM; echo one; while true; do sleep 0.1; done");
        List<string> lines = [];

        await foreach (ContainerLogLine line in Client.FollowLogsAsync(id, cancellationToken: Cancel))
        {
            lines.Add(line.Text);
            if (line.Text == "one")
            {
                await Client.KillContainerAsync(id, 15, Cancel);
            }
        }

        Assert.That(lines, Is.EqualTo(new[] { "one", "two", "three" }));
    }

    [Behaviour("GetContainerLogs", "ErrorOccurred")]
    public async Task The_stream_of_a_log_ends_by_saying_that_the_container_does_not_run()
    {
        string id = await StartReadyAsync("sleep 100");
        Task<ErrorOccurredException> ending = FailureOf<ErrorOccurredException>(ReadAllAsync(id));

        await Client.KillContainerAsync(id, 9, Cancel);

        Assert.That((await ending).Reason, Is.EqualTo($"{id} is no longer running"));
    }

    [Behaviour("GetContainerLogs")]
    public async Task Several_may_follow_and_one_may_leave_early()
    {
        string id = await StartAsync("trap 'echo end; exit 0' TERM; echo one; while true; do sleep 0.1; done");
        Task<List<string>> first = FollowAsync(id);
        Task<List<string>> second = FollowAsync(id);
        await SaidAsync(id, "one");

        await Client.StopContainerAsync(id, 30, Cancel);

        Assert.That(await first, Is.EqualTo(new[] { "one", "end" }));
        Assert.That(await second, Is.EqualTo(new[] { "one", "end" }));
    }

    [Behaviour("GetContainerLogs")]
    public async Task Many_lines_arrive_complete_and_in_order()
    {
        const int count = 5000;
        string id = await StartAsync($"i=0; while [ $i -lt {count} ]; do echo line $i; i=$((i+1)); done");

        // Where lines come fast, the buffer of whoever reads them ends in the middle of one.
        var joined = new ContainerLogOptions { JoinPartialLines = true };
        List<string> lines = await TextsAsync(Client.FollowLogsAsync(id, joined, Cancel));

        Assert.That(lines, Is.EqualTo(Enumerable.Range(0, count).Select(number => $"line {number}")));
    }

    private static async Task<List<string>> TextsAsync(IAsyncEnumerable<ContainerLogLine> lines) =>
        await lines.Select(line => line.Text).ToListAsync(Cancel);

    private Task<List<string>> FollowAsync(string id) => TextsAsync(Client.FollowLogsAsync(id, cancellationToken: Cancel));

    private async Task ReadAllAsync(string id)
    {
        await foreach (IReadOnlyList<string> _ in Client.GetContainerLogsStreamAsync(id, Cancel))
        {
        }
    }
}
