using System.Runtime.CompilerServices;
using Podman.Testing.Containers;
using Podman.Testing.Logs;
using Podman.Testing.State;
using Varlink;

namespace Podman.Testing;

/// <content>Logs.</content>
public sealed partial class ReferenceEngine
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> GetContainerLogsAsync(
        string name, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Container container = _services.Containers.Resolve(name);
        using (await container.EnterAsync(cancellationToken).ConfigureAwait(false))
        {
            int position = 0;
            return VarlinkNull.WhenEmpty(container.Log.Read(ref position));
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<IReadOnlyList<string>> GetContainerLogsStreamAsync(
        string name, VarlinkCallContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Container container = _services.Containers.Resolve(name);
        if (container.State.Status == ContainerStatus.Configured)
        {
            // Nothing to follow: one reply, which is the last.
            yield return VarlinkNull.List<string>();
            yield break;
        }

        // The stream ends with an error, so that no reply has to wait for the next to know that it is not the last.
        context.SendAtOnce();
        IAsyncEnumerable<IReadOnlyList<string>> replies = _services.Has(PodmanQuirks.PolledLogs)
            ? LogFollower.PollAsync(container, _services.Time, _services.Options.LogBeat, cancellationToken)
            : LogFollower.FollowAsync(container, _services.Time, _services.Options.LogBeat, cancellationToken);
        bool isFirst = true;
        await foreach (IReadOnlyList<string> lines in replies.ConfigureAwait(false))
        {
            // Nothing is null at first, and an empty list ever after.
            yield return isFirst ? VarlinkNull.WhenEmpty(lines) : lines;
            isFirst = false;
        }
    }
}
