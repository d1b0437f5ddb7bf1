using Podman;
using Varlink;

namespace QuickStart;

/// <summary>A container's life, from the image to its removal, and two errors caught by their kind.</summary>
internal static class Tour
{
    private const string Name = "quickstart";

    // Writes a line every 200 ms, and leaves with a code of its own when it is asked to stop.
    private const string Script = """
        trap 'echo "asked to stop, tidying up"; exit 3' TERM
        i=1
        while true; do
          echo "line $i"
          i=$((i + 1))
          sleep 0.2
        done
        """;

    public static async Task RunAsync(IPodmanClient podman, string image, CancellationToken cancellationToken)
    {
        PodmanVersion version = await podman.GetVersionAsync(cancellationToken);
        Show.Step("Version", $"Podman {version.Version} on {version.OsArch}");

        string imageId = await ProvideImageAsync(podman, image, cancellationToken);
        Show.Step("Image", $"{image}, id {Show.ShortId(imageId)}");

        var options = new CreateContainerOptions
        {
            Name = Name,
            Image = image,
            Command = ["sh", "-c", Script],
            Labels = new Dictionary<string, string> { ["purpose"] = "quick start" },
        };
        string id = await podman.CreateContainerAsync(options, cancellationToken);
        Show.Step("Created", $"{Name}, container {Show.ShortId(id)}");
        try
        {
            await RunContainerAsync(podman, cancellationToken);
        }
        finally
        {
            await RemoveAsync(podman);
        }

        await CatchErrorsAsync(podman, cancellationToken);
    }

    /// <summary>Finds the image in local storage, or pulls it and tells how that goes on.</summary>
    private static async Task<string> ProvideImageAsync(IPodmanClient podman, string image, CancellationToken cancellationToken)
    {
        try
        {
            return (await podman.GetImageAsync(image, cancellationToken)).Id;
        }
        catch (ImageNotFoundException)
        {
            Show.Step("Pulling", image);
        }

        string id = "";
        await foreach (ImageStep step in podman.PullImageStepsAsync(image, cancellationToken))
        {
            if (step.Kind is ImageStepKind.Layer or ImageStepKind.Configuration)
            {
                Show.Step("", $"| {step.Kind}: {step.Digest}");
            }

            id = step.ImageId;
        }

        return id;
    }

    private static async Task RunContainerAsync(IPodmanClient podman, CancellationToken cancellationToken)
    {
        await podman.StartContainerAsync(Name, cancellationToken);
        Show.Step("Started", "following its log while it is being written:");

        // The log is one stream; the calls in between go over other connections and do not disturb it.
        Task<string>? stopping = null;
        int lines = 0;
        await foreach (ContainerLogLine line in podman.FollowLogsAsync(Name, cancellationToken: cancellationToken))
        {
            Show.LogLine(line);
            if (++lines == 5)
            {
                ContainerStats stats = await podman.GetContainerStatsAsync(Name, cancellationToken);
                Show.Step("Stats", $"{Show.Bytes(stats.MemUsage)} of memory, {stats.Pids} processes, {stats.CpuNano / 1_000_000} ms of CPU");
                stopping = podman.StopContainerAsync(Name, timeout: 5, cancellationToken);
            }
        }

        if (stopping is not null)
        {
            await stopping;
        }

        Show.Step("Stopped", "and the log has ended, with its last line.");
        Show.Step("Exit code", $"{await podman.WaitContainerAsync(Name, cancellationToken)}");
    }

    /// <summary>Tidies up, whatever went wrong before, and without hiding it.</summary>
    private static async Task RemoveAsync(IPodmanClient podman)
    {
        try
        {
            await podman.RemoveContainerAsync(Name, force: true, CancellationToken.None);
            Show.Step("Removed", Name);
        }
        catch (VarlinkConnectionException e)
        {
            Show.Step("Not removed", e.Message);
        }
    }

    private static async Task CatchErrorsAsync(IPodmanClient podman, CancellationToken cancellationToken)
    {
        try
        {
            await podman.StartContainerAsync(Name, cancellationToken);
        }
        catch (ContainerNotFoundException e)
        {
            Show.Step("Caught", $"{nameof(ContainerNotFoundException)}: there is no container '{e.Name}' any more.");
        }

        try
        {
            await podman.InspectImageAsync("no-such-image", cancellationToken);
        }
        catch (ImageNotFoundException e)
        {
            Show.Step("Caught", $"{nameof(ImageNotFoundException)}: there is no image '{e.Name}'.");
        }
    }
}
