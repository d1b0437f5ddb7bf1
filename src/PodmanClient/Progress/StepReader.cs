using System.Runtime.CompilerServices;

namespace Podman;

/// <summary>Makes steps of what a pull or a build writes, which comes in pieces: not always whole lines.</summary>
internal static class StepReader
{
    private static readonly char[] LineEnds = ['\n', '\r'];

    /// <summary>The steps as they come; the last one has the id.</summary>
    public static async IAsyncEnumerable<ImageStep> ReadAsync(
        IAsyncEnumerable<BuildResponse> replies, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string rest = "";
        string id = "";
        await foreach (BuildResponse reply in replies.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            id = reply.Id.Length > 0 ? reply.Id : id;
            foreach (string piece in reply.Logs)
            {
                // A bar that grows is written over and over behind a carriage return: each state of it is a line.
                string[] lines = (rest + piece).Split(LineEnds);
                rest = lines[^1];
                foreach (string line in lines.AsSpan(0, lines.Length - 1).ToArray())
                {
                    if (line.Trim().Length > 0)
                    {
                        yield return ImageStep.Parse(line.Trim());
                    }
                }
            }
        }

        if (rest.Trim().Length > 0)
        {
            yield return ImageStep.Parse(rest.Trim());
        }

        yield return new ImageStep { Kind = ImageStepKind.Completed, ImageId = id };
    }
}
