using System.Runtime.CompilerServices;
using Varlink;

namespace Podman;

/// <summary>Pulls and builds that tell how they go on.</summary>
public static class PodmanProgressExtensions
{
    /// <summary>Pulls an image, and tells how that goes on. A Podman that speaks <c>io.podman</c> itself tells the end only.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name of the image, its registry included.</param>
    /// <param name="cancellationToken">Stops the pull, where the engine can.</param>
    /// <returns>
    /// The steps as they come; the last one is <see cref="ImageStepKind.Completed"/> and has the id. Each enumeration pulls anew; leaving it
    /// early ends the pull, where the engine can.
    /// </returns>
    /// <exception cref="ErrorOccurredException">The image cannot be pulled.</exception>
    public static IAsyncEnumerable<ImageStep> PullImageStepsAsync(
        this IPodmanClient client, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(name);
        return StepReader.ReadAsync(PullAsync(client, name, cancellationToken), cancellationToken);
    }

    /// <summary>Pulls an image, and reports how that goes on.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name of the image, its registry included.</param>
    /// <param name="progress">What gets the steps.</param>
    /// <param name="cancellationToken">Stops the pull, where the engine can.</param>
    /// <returns>The id of the image.</returns>
    /// <exception cref="ErrorOccurredException">The image cannot be pulled.</exception>
    public static Task<string> PullImageAsync(
        this IPodmanClient client, string name, IProgress<ImageStep> progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return ReportAsync(client.PullImageStepsAsync(name, cancellationToken), progress);
    }

    /// <summary>Builds an image, and tells how that goes on.</summary>
    /// <param name="client">The client.</param>
    /// <param name="build">How to build it.</param>
    /// <param name="cancellationToken">Stops the build, where the engine can.</param>
    /// <returns>
    /// The steps as they come; the last one is <see cref="ImageStepKind.Completed"/> and has the id. Each enumeration builds anew; leaving it
    /// early ends the build, where the engine can.
    /// </returns>
    /// <exception cref="ErrorOccurredException">The build failed.</exception>
    public static IAsyncEnumerable<ImageStep> BuildImageStepsAsync(
        this IPodmanClient client, BuildInfo build, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(build);
        return StepReader.ReadAsync(client.BuildImageStreamAsync(build, cancellationToken), cancellationToken);
    }

    /// <summary>Builds an image, and reports how that goes on.</summary>
    /// <param name="client">The client.</param>
    /// <param name="build">How to build it.</param>
    /// <param name="progress">What gets the steps.</param>
    /// <param name="cancellationToken">Stops the build, where the engine can.</param>
    /// <returns>The id of the image.</returns>
    /// <exception cref="ErrorOccurredException">The build failed.</exception>
    public static Task<string> BuildImageAsync(
        this IPodmanClient client, BuildInfo build, IProgress<ImageStep> progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return ReportAsync(client.BuildImageStepsAsync(build, cancellationToken), progress);
    }

    private static async Task<string> ReportAsync(IAsyncEnumerable<ImageStep> steps, IProgress<ImageStep> progress)
    {
        string id = "";
        await foreach (ImageStep step in steps.ConfigureAwait(false))
        {
            progress.Report(step);
            id = step.ImageId;
        }

        return id;
    }

    private static async IAsyncEnumerable<BuildResponse> PullAsync(
        IPodmanClient client, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (client is not PodmanClient { Caller: var caller })
        {
            // A stand-in knows the interface, and nothing beyond.
            yield return new BuildResponse { Id = await client.PullImageAsync(name, cancellationToken).ConfigureAwait(false) };
            yield break;
        }

        var parameters = new PodmanMethods.PullImageParameters { Name = name };
        await foreach (BuildResponse reply in caller.StreamAsync(PodmanProgress.PullImage, parameters, cancellationToken).ConfigureAwait(false))
        {
            yield return reply;
        }
    }
}
