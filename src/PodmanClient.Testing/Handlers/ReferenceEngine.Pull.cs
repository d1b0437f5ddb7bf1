using Podman.Testing.Build;
using Podman.Testing.Images;
using Varlink;

namespace Podman.Testing;

/// <content>Pulls that tell how they go on, to callers that ask for steps (see <see cref="PodmanProgress"/>).</content>
public sealed partial class ReferenceEngine
{
    /// <summary>Podman 0.8 answers a pull once, whatever it is asked with: steps are for those who say that they know them.</summary>
    private static bool AsksForSteps(VarlinkServerCall call) =>
        call.Context.More
        && call.MethodName == PodmanProgress.PullImage.Name
        && call.Context.ReadUndeclaredParameter(PodmanProgress.Parameter) == PodmanProgress.Steps;

    /// <remarks>As with BuildImage, what is written arrives in one reply, and the id in the last.</remarks>
    private Task AnswerPullAsync(VarlinkServerCall call, CancellationToken cancellationToken)
    {
        string name = call.ReadParameters(PodmanProgress.PullImage).Name;
        HashSet<string> known = [.. _services.Images.All.SelectMany(image => image.Image.Layers).Select(layer => layer.Digest)];
        StoredImage pulled = _puller.Pull(name);
        BuildResponse[] replies =
        [
            new() { Logs = [$"Trying to pull {name}...\n", .. BuildLog.OfCopy(pulled.Image, known)] },
            new() { Id = pulled.Id },
        ];
        return call.ReplyAsync(PodmanProgress.PullImage, replies.ToAsyncEnumerable(), cancellationToken);
    }
}
