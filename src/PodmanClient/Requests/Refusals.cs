namespace Podman.Requests;

/// <summary>
/// The rules that every engine holds, Podman 0.8 to 5 and those of this library. Where one of them takes a request, there is no rule here: nobody
/// is kept from what works. What a member may be null for, the encoding says.
/// </summary>
internal static class Refusals
{
    // 1 to 64, or 127 on MIPS. 0 asks only whether the container runs, and -1 is SIGTERM.
    private const int FirstSignal = -1;
    private const int LastSignal = 127;

    /// <summary>Why a container cannot be created; null where it may be possible.</summary>
    public static string? Of(CreateContainerOptions create)
    {
        if (string.IsNullOrWhiteSpace(create.Image) && (create.Args is not [{ } image, ..] || string.IsNullOrWhiteSpace(image)))
        {
            return $"{nameof(CreateContainerOptions)}.{nameof(create.Image)} is empty: a container is made from an image.";
        }

        return First(create.Publish, nameof(create.Publish), PortText.Fault)
            ?? First(create.ExposedPorts, nameof(create.ExposedPorts), PortText.ExposedFault);
    }

    /// <summary>Why an image cannot be built; null where it may be possible.</summary>
    public static string? Of(BuildInfo build) =>
        build.Dockerfile is { Count: 0 } ? $"{nameof(BuildInfo)}.{nameof(build.Dockerfile)} is empty: a build needs a Dockerfile at least."
        : OfSize(build.Memory, nameof(build.Memory)) ?? OfSize(build.MemorySwap, nameof(build.MemorySwap)) ?? OfSize(build.ShmSize, nameof(build.ShmSize));

    /// <summary>Why there is no such signal; null where there may be one.</summary>
    public static string? OfSignal(long signal) => signal is >= FirstSignal and <= LastSignal
        ? null
        : $"There is no signal {signal}: signals are numbers from 1 on, 15 for SIGTERM and 9 for SIGKILL.";

    /// <summary>Says what a rule said.</summary>
    /// <exception cref="ArgumentException">It said something.</exception>
    public static void Throw(string? refusal, string? paramName)
    {
        if (refusal is not null)
        {
            throw new ArgumentException(refusal, paramName);
        }
    }

    private static string? First(IReadOnlyList<string> texts, string member, Func<string, string?> fault)
    {
        for (int i = 0; texts is not null && i < texts.Count; i++)
        {
            if (texts[i] is { } text && fault(text) is { } reason)
            {
                return $"{nameof(CreateContainerOptions)}.{member}[{i}] is '{text}', and {reason}.";
            }
        }

        return null;
    }

    private static string? OfSize(string text, string member) => string.IsNullOrEmpty(text) || text.Any(char.IsAsciiDigit)
        ? null
        : $"{nameof(BuildInfo)}.{member} is '{text}', which is no size: sizes read 512m, 2g.";
}
