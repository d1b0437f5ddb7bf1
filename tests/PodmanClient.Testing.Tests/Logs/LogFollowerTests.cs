using Microsoft.Extensions.Time.Testing;
using Podman.Testing.Logs;
using Podman.Testing.State;

namespace Podman.Testing.Tests.Logs;

[CancelAfter(20_000)]
public class LogFollowerTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private sealed class Followed(TimeProvider time) : IFollowedContainer
    {
        public string Id => "1234";

        public ContainerLog Log { get; } = new(time);

        public ChangeSignal StateChanged { get; } = new();

        public bool SeemsAlive { get; set; } = true;

        public bool IsRemoved { get; set; }

        public ValueTask<bool> IsAliveAsync(CancellationToken cancellationToken) =>
            IsRemoved ? throw EngineFailure.ContainerRemoved(Id) : ValueTask.FromResult(SeemsAlive);

        public void End()
        {
            SeemsAlive = false;
            StateChanged.Pulse();
        }
    }

    private readonly FakeTimeProvider _time = new();

    private static string[] Texts(IReadOnlyList<string> lines) => [.. lines.Select(l => l.Split(' ', 4)[3].TrimEnd())];

    [Test]
    public async Task What_is_there_comes_first_and_new_lines_come_without_waiting_for_a_beat(CancellationToken cancellationToken)
    {
        var container = new Followed(_time);
        container.Log.Append("stdout", "1\n2\n"u8);
        await using IAsyncEnumerator<IReadOnlyList<string>> replies =
            LogFollower.FollowAsync(container, _time, Beat, cancellationToken).GetAsyncEnumerator(cancellationToken);

        Assert.That(await replies.MoveNextAsync(), Is.True);
        Assert.That(Texts(replies.Current), Is.EqualTo(new[] { "1", "2" }));

        ValueTask<bool> next = replies.MoveNextAsync();
        Assert.That(next.IsCompleted, Is.False);
        container.Log.Append("stdout", "3\n"u8);
        Assert.That(await next, Is.True);
        Assert.That(Texts(replies.Current), Is.EqualTo(new[] { "3" }));
    }

    [Test]
    public async Task A_beat_without_lines_brings_an_empty_list(CancellationToken cancellationToken)
    {
        var container = new Followed(_time);
        await using IAsyncEnumerator<IReadOnlyList<string>> replies =
            LogFollower.FollowAsync(container, _time, Beat, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await replies.MoveNextAsync();

        for (int i = 0; i < 3; i++)
        {
            ValueTask<bool> next = replies.MoveNextAsync();
            Assert.That(next.IsCompleted, Is.False);
            _time.Advance(Beat);
            Assert.That(await next, Is.True);
            Assert.That(replies.Current, Is.Empty);
        }
    }

    [Test]
    public async Task The_end_is_the_recorded_error_and_no_line_is_lost(CancellationToken cancellationToken)
    {
        var container = new Followed(_time);
        var seen = new List<string>();
        Task follow = Task.Run(async () =>
        {
            await foreach (IReadOnlyList<string> lines in LogFollower.FollowAsync(container, _time, Beat, cancellationToken))
            {
                seen.AddRange(Texts(lines));
            }
        }, cancellationToken);

        for (int i = 0; i < 1000; i++)
        {
            container.Log.Append("stdout", System.Text.Encoding.ASCII.GetBytes($"{i}\n"));
        }

        container.End();

        Assert.That(async () => await follow, Throws.TypeOf<EngineFailure>().With.Message.EqualTo("1234 is no longer running"));
        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, 1000).Select(i => $"{i}")));
    }

    [Test]
    public async Task A_removed_container_ends_the_stream_with_its_own_text(CancellationToken cancellationToken)
    {
        var container = new Followed(_time);
        await using IAsyncEnumerator<IReadOnlyList<string>> replies =
            LogFollower.FollowAsync(container, _time, Beat, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await replies.MoveNextAsync();
        container.IsRemoved = true;
        container.End();

        Assert.That(
            async () => await replies.MoveNextAsync(),
            Throws.TypeOf<EngineFailure>().With.Message.EqualTo("container 1234 does not exist in database: no such container"));
    }

    [Test]
    public async Task Polling_waits_for_the_beat_and_loses_what_was_written_since_the_last_look(CancellationToken cancellationToken)
    {
        var container = new Followed(_time);
        await using IAsyncEnumerator<IReadOnlyList<string>> replies =
            LogFollower.PollAsync(container, _time, Beat, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await replies.MoveNextAsync();

        ValueTask<bool> next = replies.MoveNextAsync();
        container.Log.Append("stdout", "seen\n"u8);
        Assert.That(next.IsCompleted, Is.False);
        _time.Advance(Beat);
        Assert.That(await next, Is.True);
        Assert.That(Texts(replies.Current), Is.EqualTo(new[] { "seen" }));

        next = replies.MoveNextAsync();
        container.Log.Append("stdout", "lost\n"u8);
        container.End();
        _time.Advance(Beat);
        Assert.That(async () => await next, Throws.TypeOf<EngineFailure>());
    }

    [Test]
    public async Task Cancelling_ends_the_following(CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using IAsyncEnumerator<IReadOnlyList<string>> replies =
            LogFollower.FollowAsync(new Followed(_time), _time, Beat, cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        await replies.MoveNextAsync();
        ValueTask<bool> next = replies.MoveNextAsync();

        await cancellation.CancelAsync();

        Assert.That(async () => await next, Throws.InstanceOf<OperationCanceledException>());
    }
}
