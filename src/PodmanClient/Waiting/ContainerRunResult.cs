using System.Text;

namespace Podman;

/// <summary>What a one-off container left.</summary>
/// <param name="ContainerId">The container's full id; it has been removed unless it was to be kept.</param>
/// <param name="ExitCode">What its program ended with, 0 to 255; 137 after SIGKILL.</param>
/// <param name="Log">Its log, both streams in the order in which they were written.</param>
public sealed record ContainerRunResult(string ContainerId, long ExitCode, IReadOnlyList<ContainerLogLine> Log)
{
    /// <summary>Whether the program ended with 0.</summary>
    public bool IsSuccess => ExitCode == 0;

    /// <summary>What the program wrote to its standard output; with a terminal, everything.</summary>
    public string StandardOutput => Text(ContainerLogSource.StandardOutput);

    /// <summary>What the program wrote to its standard error.</summary>
    public string StandardError => Text(ContainerLogSource.StandardError);

    private string Text(ContainerLogSource stream)
    {
        var text = new StringBuilder();
        foreach (ContainerLogLine line in Log.Where(line => line.Stream == stream))
        {
            text.Append(line.Text);
            if (!line.IsPartial)
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }
}
