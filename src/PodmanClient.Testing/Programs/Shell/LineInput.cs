using System.Text;

namespace Podman.Testing.Programs.Shell;

/// <summary>Reads lines byte by byte, as a shell must: what follows the line belongs to the next program that reads.</summary>
internal static class LineInput
{
    /// <summary>Reads one line.</summary>
    /// <returns>The line without its newline, and whether it had one: false at the end of the input.</returns>
    public static async ValueTask<(string Line, bool IsWhole)> ReadAsync(Stream input, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        byte[] one = new byte[1];
        while (await input.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 1)
        {
            if (one[0] == (byte)'\n')
            {
                return (Encoding.UTF8.GetString(line.ToArray()), true);
            }

            line.Add(one[0]);
        }

        return (Encoding.UTF8.GetString(line.ToArray()), false);
    }
}
