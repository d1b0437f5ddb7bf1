using System.Text.RegularExpressions;
using Podman.Testing.Images;
using Podman.Testing.State;

namespace Podman.Testing.Build;

/// <summary>What a build request says beside its Dockerfiles.</summary>
internal static partial class BuildSettings
{
    /// <summary>The instructions there are, FROM and ARG apart.</summary>
    public static readonly IReadOnlySet<string> Instructions = new HashSet<string>(StringComparer.Ordinal)
    {
        "ADD", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL",
        "USER", "VOLUME", "WORKDIR",
    };

    /// <summary>Refuses what cannot be meant.</summary>
    /// <exception cref="EngineFailure">A format that does not exist, or a size that is none.</exception>
    public static void Check(BuildInfo info)
    {
        if (info.ImageFormat is not ("" or "oci" or "docker"))
        {
            throw EngineFailure.Occurred($"unrecognized image type \"{info.ImageFormat}\"");
        }

        foreach (string size in (ReadOnlySpan<string>)[info.Memory, info.MemorySwap, info.ShmSize])
        {
            if (size.Length > 0 && !Size().IsMatch(size))
            {
                throw EngineFailure.Occurred($"invalid size: '{size}'");
            }
        }
    }

    public static ImageConfig WithLabels(ImageConfig config, BuildInfo info) =>
        info.Label.Aggregate(config, (labelled, label) => ImageChange.Apply(labelled, "LABEL", label));

    [GeneratedRegex(@"\A\d+(\.\d+)?\s?([kKmMgGtTpP])?[iI]?[bB]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
