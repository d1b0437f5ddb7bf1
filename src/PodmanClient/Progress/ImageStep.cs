using System.Globalization;
using System.Text.RegularExpressions;

namespace Podman;

/// <summary>Something that a pull or a build has told while it was under way.</summary>
public sealed partial record ImageStep
{
    /// <summary>What it is about.</summary>
    public ImageStepKind Kind { get; init; }

    /// <summary>What Podman said, without a line feed: a text for people, which differs between versions. "" for the last step.</summary>
    public string Text { get; init; } = "";

    /// <summary>Which instruction of the Dockerfile begins, counted from 1; 0 for other steps.</summary>
    public int Number { get; init; }

    /// <summary>How many instructions the Dockerfile has; 0 for other steps, and where Podman does not tell.</summary>
    public int Total { get; init; }

    /// <summary>The instruction, <c>RUN make</c> for example; "" for other steps.</summary>
    public string Instruction { get; init; } = "";

    /// <summary>The digest of what is copied, <c>sha256:...</c>; "" for other steps.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The id of the image, 64 hexadecimal digits; "" for all steps but the last.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>Makes a step of a line that Podman writes.</summary>
    internal static ImageStep Parse(string line)
    {
        if (InstructionPattern().Match(line) is { Success: true } instruction)
        {
            return new ImageStep
            {
                Kind = ImageStepKind.Instruction,
                Text = line,
                Number = ReadNumber(instruction.Groups["number"]),
                Total = ReadNumber(instruction.Groups["total"]),
                Instruction = instruction.Groups["text"].Value,
            };
        }

        if (CopyPattern().Match(line) is { Success: true } copy)
        {
            return new ImageStep
            {
                Kind = copy.Groups["what"].Value == "config" ? ImageStepKind.Configuration : ImageStepKind.Layer,
                Text = line,
                Digest = copy.Groups["digest"].Value,
            };
        }

        return new ImageStep
        {
            Kind = line.StartsWith("Writing manifest", StringComparison.Ordinal) ? ImageStepKind.Manifest : ImageStepKind.Message,
            Text = line,
        };
    }

    private static int ReadNumber(Group group) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex(@"^(?:\[\d+/\d+\] )?STEP (?<number>\d+)(?:/(?<total>\d+))?: (?<text>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex InstructionPattern();

    [GeneratedRegex(@"^(?:Copying|Skipping fetch of repeat) (?<what>blob|config) (?<digest>\w+:[0-9a-f]+)", RegexOptions.CultureInvariant)]
    private static partial Regex CopyPattern();
}
