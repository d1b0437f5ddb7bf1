using System.Runtime.CompilerServices;
using Podman.Testing.State;

namespace Podman.Testing.Logs;

/// <summary>What a follower must know of the container whose log it follows.</summary>
internal interface IFollowedContainer
{
    string Id { get; }

    ContainerLog Log { get; }

    /// <summary>Pulses when the container's state changes.</summary>
    ChangeSignal StateChanged { get; }

    /// <summary>Whether the program runs or is paused, seen from outside the container's lock: a restart shows as a short death.</summary>
    bool SeemsAlive { get; }

    /// <summary>The same under the container's lock, where a restart is one step.</summary>
    /// <exception cref="EngineFailure">The container has been removed.</exception>
    ValueTask<bool> IsAliveAsync(CancellationToken cancellationToken);
}

/// <summary>Answers GetContainerLogs with <c>more</c>.</summary>
internal static class LogFollower
{
    /// <summary>
    /// All lines at once, then the new ones as they come, and an empty list whenever a beat passes without any, so that a caller sees
    /// that the stream lives. Ends, without having lost a line, with the error that the real daemon ends it with.
    /// </summary>
    public static async IAsyncEnumerable<IReadOnlyList<string>> FollowAsync(
        IFollowedContainer container, TimeProvider time, TimeSpan beat, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int position = 0;
        yield return container.Log.Read(ref position);

        using var beats = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            Task nextBeat = Task.Delay(beat, time, beats.Token);
            while (true)
            {
                Task logChange = container.Log.Changed.Next;
                Task stateChange = container.StateChanged.Next;
                if (container.Log.Count == position && container.SeemsAlive)
                {
                    await Task.WhenAny(logChange, stateChange, nextBeat).ConfigureAwait(false);
                    cancellationToken.ThrowIfCancellationRequested();
                }

                // Life first, lines second: whatever was written before the end is then among the lines.
                bool isAlive = container.SeemsAlive || await container.IsAliveAsync(cancellationToken).ConfigureAwait(false);
                IReadOnlyList<string> lines = container.Log.Read(ref position);
                if (lines.Count > 0 || (isAlive && nextBeat.IsCompleted))
                {
                    yield return lines;
                }

                if (!isAlive)
                {
                    throw NoLongerRunning(container);
                }

                if (nextBeat.IsCompleted)
                {
                    nextBeat = Task.Delay(beat, time, beats.Token);
                }
            }
        }
        finally
        {
            await beats.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The same as Podman 0.8 does it: it looks once a beat, first whether the container lives, then at the log. What was written since
    /// the last look before the end is lost.
    /// </summary>
    public static async IAsyncEnumerable<IReadOnlyList<string>> PollAsync(
        IFollowedContainer container, TimeProvider time, TimeSpan beat, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int position = 0;
        while (true)
        {
            yield return container.Log.Read(ref position);
            await Task.Delay(beat, time, cancellationToken).ConfigureAwait(false);
            if (!await container.IsAliveAsync(cancellationToken).ConfigureAwait(false))
            {
                throw NoLongerRunning(container);
            }
        }
    }

    private static EngineFailure NoLongerRunning(IFollowedContainer container) =>
        EngineFailure.Occurred($"{container.Id} is no longer running");
}
