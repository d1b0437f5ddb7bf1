using Podman.Libpod;
using Podman.Tests.Libpod.Server;

namespace Podman.Tests.Libpod;

public class LogTests : LibpodTest
{
    private const string Logs = $"GET containers/{Id}/logs";

    private protected override LibpodEngineOptions Configure(LibpodEngineOptions options)
    {
        options.LogBeat = Timeout.InfiniteTimeSpan;
        return options;
    }

    [Test]
    public async Task Lines_come_as_they_stand_in_a_log_file(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "exited").On(Logs, async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.FrameAsync(1, "2026-11-24T18:12:53Z out\n");
            await reply.FrameAsync(2, "2026-11-24T18:12:53.5+01:00 err\n");
            await reply.FrameAsync(1, "2026-11-24T18:12:53.123456789Z par");
            await reply.FrameAsync(1, "2026-11-24T18:12:53Z tial\n");
            await reply.FrameAsync(1, "2026-11-24T18:12:53Z \n");
            await reply.EndAsync();
        });
        Assert.That(await Client.GetContainerLogsAsync("web", cancellationToken), Is.EqualTo(new[]
        {
            "2026-11-24T18:12:53.000000000+00:00 stdout F out\n",
            "2026-11-24T18:12:53.500000000+01:00 stderr F err\n",
            "2026-11-24T18:12:53.123456789+00:00 stdout P par\n",
            "2026-11-24T18:12:53.000000000+00:00 stdout F tial\n",
            "2026-11-24T18:12:53.000000000+00:00 stdout F \n",
        }));
    }

    [Test]
    public async Task A_character_that_two_parts_share_stays_whole_and_bad_bytes_become_replacements(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "exited").On(Logs, async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.ChunkAsync(RestReply.Frame(1, [.. "2026-11-24T18:12:53Z a"u8, 0xE2, 0x82]));
            await reply.ChunkAsync(RestReply.Frame(1, [.. "2026-11-24T18:12:53Z "u8, 0xAC, .. "b\n"u8]));
            await reply.ChunkAsync(RestReply.Frame(1, [.. "2026-11-24T18:12:53Z x"u8, 0xFF, 0xFE, .. "y\n"u8]));
            await reply.EndAsync();
        });
        IReadOnlyList<string> lines = await Client.GetContainerLogsAsync("web", cancellationToken);
        Assert.That(lines.Select(static line => line[36..]), Is.EqualTo(["stdout P a\n", "stdout F €b\n", "stdout F x\uFFFD\uFFFDy\n"]));
    }

    [Test]
    public async Task Frames_may_arrive_in_any_pieces(CancellationToken cancellationToken)
    {
        byte[] bytes = [.. RestReply.Frame(1, "2026-11-24T18:12:53Z one\n"u8.ToArray()), .. RestReply.Frame(2, "2026-11-24T18:12:53Z two\n"u8.ToArray())];
        for (int cut = 1; cut < bytes.Length; cut++)
        {
            int here = cut;
            Server.HasContainer("web", Id, "exited").On(Logs, async (_, reply) =>
            {
                await reply.BeginAsync();
                await reply.ChunkAsync(bytes[..here]);
                await reply.ChunkAsync(bytes[here..]);
                await reply.EndAsync();
            });
            Assert.That(await Client.GetContainerLogsAsync("web", cancellationToken), Has.Count.EqualTo(2), $"cut at {cut}");
        }
    }

    [Test]
    public async Task A_log_that_ends_within_a_line_is_told(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "exited").On(Logs, async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.ChunkAsync(RestReply.Frame(1, "2026-11-24T18:12:53Z one\n"u8.ToArray())[..^3]);
            await reply.EndAsync();
        });
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.GetContainerLogsAsync("web", cancellationToken));
        Assert.That(error!.Reason, Does.Contain("ends within a line"));
    }

    [Test]
    public async Task A_followed_log_loses_no_line_gives_none_twice_and_ends_as_Podman_ended_it(CancellationToken cancellationToken)
    {
        string[] lines = ["one", "two", "three", "four"];
        Server.HasContainer("web", Id, "running").On(Logs, async (request, reply) =>
        {
            // The last line is one that the follow leaves out.
            bool follow = request.Line.Contains("follow=true", StringComparison.Ordinal);
            int count = follow ? 3 : 4;
            await reply.BeginAsync();
            foreach (string line in lines.Take(count))
            {
                await reply.FrameAsync(1, $"2026-11-24T18:12:53Z {line}\n");
            }

            if (follow)
            {
                Server.HasContainer("web", Id, "exited", exitCode: 3);
            }

            await reply.EndAsync();
        });
        var received = new List<string>();
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(async () =>
        {
            await foreach (IReadOnlyList<string> batch in Client.GetContainerLogsStreamAsync("web", cancellationToken))
            {
                received.AddRange(batch.Select(static line => ContainerLogLine.Parse(line).Text));
            }
        });
        Assert.That(received, Is.EqualTo(lines));
        Assert.That(error!.Reason, Is.EqualTo($"{Id} is no longer running"));
    }

    [Test]
    public async Task Following_as_users_do_it_ends_without_an_error(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "exited").On(Logs, async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.FrameAsync(1, "2026-11-24T18:12:53Z same\n");
            await reply.FrameAsync(1, "2026-11-24T18:12:53Z same\n");
            await reply.EndAsync();
        });
        List<ContainerLogLine> lines = await Client.FollowLogsAsync("web", cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        Assert.That(lines.Select(static line => line.Text), Is.EqualTo(["same", "same"]));
    }

    [Test]
    public async Task A_restart_is_bridged_and_a_log_that_lost_its_beginning_is_given_anew(CancellationToken cancellationToken)
    {
        int follows = 0;
        string[][] logs = [["one", "two"], ["one", "two", "three"], ["three", "four"]];
        Server.HasContainer("web", Id, "running").On(Logs, async (request, reply) =>
        {
            string[] lines = logs[follows];
            if (request.Line.Contains("follow=true", StringComparison.Ordinal) && ++follows == 2)
            {
                Server.HasContainer("web", Id, "exited");
            }

            await reply.BeginAsync();
            foreach (string line in lines)
            {
                await reply.FrameAsync(1, $"2026-11-24T18:12:53Z {line}\n");
            }

            await reply.EndAsync();
        });
        var received = new List<string>();
        await Assert.ThrowsAsync<ErrorOccurredException>(async () =>
        {
            await foreach (IReadOnlyList<string> batch in Client.GetContainerLogsStreamAsync("web", cancellationToken))
            {
                received.AddRange(batch.Select(static line => ContainerLogLine.Parse(line).Text));
            }
        });
        Assert.That(received, Is.EqualTo(["one", "two", "three", "three", "four"]));
    }

    [Test]
    public async Task A_follow_that_is_cut_is_told(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "running").On(Logs, async (request, reply) =>
        {
            await reply.BeginAsync();
            await reply.FrameAsync(1, "2026-11-24T18:12:53Z one\n");
            if (request.Line.Contains("follow=true", StringComparison.Ordinal))
            {
                reply.Cut();
            }
            else
            {
                await reply.EndAsync();
            }
        });
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(async () =>
        {
            await foreach (IReadOnlyList<string> _ in Client.GetContainerLogsStreamAsync("web", cancellationToken))
            {
            }
        });
        Assert.That(error!.Reason, Does.Contain("broke off"));
    }

    [Test]
    public async Task A_container_that_is_removed_meanwhile_ends_the_log(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "running").On(Logs, async (request, reply) =>
        {
            if (request.Line.Contains("follow=true", StringComparison.Ordinal))
            {
                Server.Fails($"GET containers/{Id}/json", 404, "no such container", "no such container");
            }

            await reply.BeginAsync();
            await reply.EndAsync();
        });
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(async () =>
        {
            await foreach (IReadOnlyList<string> _ in Client.GetContainerLogsStreamAsync("web", cancellationToken))
            {
            }
        });
        Assert.That(error!.Reason, Is.EqualTo($"container {Id} does not exist in database: no such container"));
    }
}
