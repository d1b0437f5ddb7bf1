using System.Text;

namespace Podman.Testing.Build;

/// <summary>Reads Dockerfiles: instructions with comments, continued lines and flags. What they mean is the builder's business.</summary>
internal static class DockerfileParser
{
    public static IReadOnlyList<DockerfileInstruction> Parse(string text)
    {
        var instructions = new List<DockerfileInstruction>();
        var pending = new StringBuilder();
        foreach (string raw in text.Split('\n'))
        {
            string line = raw.TrimEnd('\r', ' ', '\t');
            if (line.TrimStart() is "" or ['#', ..])
            {
                // Also inside of an instruction that goes on.
                continue;
            }

            if (line.EndsWith('\\'))
            {
                pending.Append(line.AsSpan(0, line.Length - 1));
                continue;
            }

            pending.Append(line);
            instructions.Add(ParseOne(pending.ToString().Trim()));
            pending.Clear();
        }

        if (pending.Length > 0)
        {
            instructions.Add(ParseOne(pending.ToString().Trim()));
        }

        return instructions;
    }

    private static DockerfileInstruction ParseOne(string original)
    {
        string[] parts = original.Split([' ', '\t'], 2, StringSplitOptions.TrimEntries);
        string rest = parts.Length == 2 ? parts[1] : "";
        var flags = new List<string>();
        while (rest.StartsWith("--", StringComparison.Ordinal))
        {
            string[] split = rest.Split([' ', '\t'], 2, StringSplitOptions.TrimEntries);
            flags.Add(split[0]);
            rest = split.Length == 2 ? split[1] : "";
        }

        return new DockerfileInstruction(parts[0].ToUpperInvariant(), rest, flags, original);
    }
}
