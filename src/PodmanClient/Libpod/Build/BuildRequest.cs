using System.Globalization;
using System.Text.Json;
using Podman.Libpod.Rest;

namespace Podman.Libpod.Build;

/// <summary>How to build, as the API takes it.</summary>
internal static class BuildRequest
{
    private const string OciFormat = "application/vnd.oci.image.manifest.v1+json";
    private const string DockerFormat = "application/vnd.docker.distribution.manifest.v2+json";

    /// <exception cref="ErrorOccurredException">A member has a form that nobody understands.</exception>
    public static RestPath ToPath(BuildInfo build, string[] dockerfiles)
    {
        RestPath path = new RestPath("build")
            .WithEach("t", build.Tags)
            .With("dockerfile", Names(dockerfiles))
            .With("squash", build.Squash)
            .With("rm", build.Rm)
            .With("forcerm", build.ForceRm)
            .With("pullpolicy", build.PullAlways ? "always" : build.Pull ? "missing" : "never")
            .With("pull", build.PullAlways || build.Pull)
            .With("outputformat", Format(build.ImageFormat))
            .WithAny("cgroupparent", build.CgroupParent)
            .WithAny("cpusetcpus", build.CpusetCpus)
            .WithAny("cpusetmems", build.CpusetMems)
            .WithEach("volume", build.Volume);
        AddNumber("cpuperiod", build.CpuPeriod);
        AddNumber("cpuquota", build.CpuQuota);
        AddNumber("cpushares", build.CpuShares);
        AddNumber("memory", SizeMember.Parse(build.Memory, nameof(build.Memory)));
        AddNumber("memswap", SizeMember.Parse(build.MemorySwap, "memory_swap"));
        AddNumber("shmsize", SizeMember.Parse(build.ShmSize, "shm_size"));
        AddList("extrahosts", build.AddHosts);
        AddList("securityopt", build.SecurityOpts);
        AddList("ulimits", build.Ulimit);
        AddList("annotations", build.Annotations);
        if (build.Label.Count > 0)
        {
            path.With("labels", Json(KeyValues.Parse(build.Label)));
        }

        if (build.BuildArgs.Count > 0)
        {
            path.With("buildargs", Json(build.BuildArgs.ToDictionary()));
        }

        return path;

        void AddNumber(string name, long value)
        {
            if (value != 0)
            {
                path.With(name, value);
            }
        }

        void AddList(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                path.With(name, Json([.. values]));
            }
        }
    }

    /// <summary>A list as JSON; a single name as it is, because Podman 3.0 knows no list. All of them take either, and ask whether it is JSON.</summary>
    private static string Names(string[] dockerfiles) =>
        dockerfiles is [var only] && !only.StartsWith('[') ? only : Json(dockerfiles);

    private static string Format(string format) => format.ToLower(CultureInfo.InvariantCulture) switch
    {
        "" or "oci" => OciFormat,
        "docker" => DockerFormat,
        _ => throw new ErrorOccurredException($"unrecognized image format \"{format}\""),
    };

    private static string Json(string[] values) => JsonSerializer.Serialize(values, RestJson.Default.StringArray);

    private static string Json(Dictionary<string, string> values) => JsonSerializer.Serialize(values, RestJson.Default.DictionaryStringString);
}
