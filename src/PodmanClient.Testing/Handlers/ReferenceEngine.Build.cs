using System.Runtime.CompilerServices;
using Podman.Testing.Build;
using Varlink;

namespace Podman.Testing;

/// <content>Builds. One that has begun goes on when its caller is gone, and ends with the engine.</content>
public sealed partial class ReferenceEngine
{
    private const int FloodLength = 1000;

    // The one in which the lists are null, and one after it.
    private const int FewestEmpties = 2;

    /// <inheritdoc/>
    public override async Task<BuildResponse> BuildImageAsync(BuildInfo build, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        (string id, IReadOnlyList<string> logs) = await new ImageBuild(build, _services, _puller).RunAsync(_lifetime.Token).ConfigureAwait(false);
        return new BuildResponse { Logs = logs, Id = id };
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<BuildResponse> BuildImageStreamAsync(
        BuildInfo build, VarlinkCallContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The build runs while the first reply is on its way.
        Task<(string Id, IReadOnlyList<string> Logs)> running =
            Task.Run(() => new ImageBuild(build, _services, _puller).RunAsync(_lifetime.Token), _lifetime.Token);
        context.SendAtOnce();
        int empties = _services.Has(PodmanQuirks.FloodedBuilds) ? FloodLength : FewestEmpties;
        for (int i = 0; i < empties; i++)
        {
            yield return i == 0 ? new BuildResponse { Logs = VarlinkNull.List<string>() } : new BuildResponse();
        }

        (string id, IReadOnlyList<string> logs) = await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        yield return new BuildResponse { Logs = logs };
        for (int i = 1; i < empties; i++)
        {
            yield return new BuildResponse();
        }

        context.CompleteWithNext();
        yield return new BuildResponse { Id = id };
    }
}
