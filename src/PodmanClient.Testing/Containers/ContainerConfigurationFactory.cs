using Podman.Testing.Images;
using Podman.Testing.Programs;
using Podman.Testing.State;

namespace Podman.Testing.Containers;

/// <summary>Brings a request and an image together.</summary>
internal static class ContainerConfigurationFactory
{
    /// <summary>Makes a configuration.</summary>
    /// <param name="options">The request.</param>
    /// <param name="image">The image that its name led to.</param>
    /// <param name="random">Gives ports of the host.</param>
    /// <exception cref="EngineFailure">The request cannot be fulfilled.</exception>
    public static ContainerConfiguration Create(CreateContainerOptions options, StoredImage image, RandomSource random)
    {
        ImageConfig config = image.Image.Config;
        if (options.Pod.Length > 0)
        {
            throw EngineFailure.Occurred(
                $"unable to add container to pod {options.Pod}: no pod with name or ID {options.Pod} found: no such pod");
        }

        foreach (string exposed in options.ExposedPorts)
        {
            PublishedPort.CheckExposed(exposed);
        }

        IEnumerable<string> published = options.Publish.Concat(options.PublishAll ? config.ExposedPorts : []);
        return new ContainerConfiguration
        {
            Image = image.Image,
            ImageName = options.Image,
            ImageAliases = Aliases(options.Image, image.Names),
            Options = options,
            Command = CommandOf(options, config),
            Environment = EnvironmentOf(options, config),
            WorkingDirectory = options.WorkDir.Length > 0 ? options.WorkDir
                : config.WorkingDirectory.Length > 0 ? config.WorkingDirectory : "/",
            User = options.User.Length > 0 ? options.User : config.User,
            StopSignal = options.StopSignal > 0 ? (int)Math.Min(options.StopSignal, Signals.Max)
                : Signals.TryParse(config.StopSignal, out int signal) ? signal : Signals.Term,
            Ports = [.. published.SelectMany(port => PublishedPort.Parse(port, () => 32768 + random.Next(28232)))],
            Mounts = [.. MountPoint.Standard, .. options.Tmpfs.Select(MountPoint.Tmpfs), .. options.Volumes.Select(MountPoint.Bind)],
        };
    }

    private static List<string> CommandOf(CreateContainerOptions options, ImageConfig config)
    {
        // An entrypoint of the request makes the image's command meaningless: it was meant for the image's own entrypoint.
        IReadOnlyList<string> entrypoint = options.Entrypoint.Count > 0 ? options.Entrypoint : config.Entrypoint;
        IReadOnlyList<string> command = options.Command.Count > 0 || options.Entrypoint.Count > 0 ? options.Command : config.Command;
        return [.. entrypoint, .. command];
    }

    private static List<KeyValuePair<string, string>> EnvironmentOf(CreateContainerOptions options, ImageConfig config)
    {
        var ordered = new List<KeyValuePair<string, string>>();
        void Set(string name, string value)
        {
            int at = ordered.FindIndex(pair => pair.Key == name);
            if (at < 0)
            {
                ordered.Add(new(name, value));
            }
            else
            {
                ordered[at] = new(name, value);
            }
        }

        Set("PATH", ProgramResolver.DefaultPath);
        Set("TERM", "xterm");
        if (options.Hostname.Length > 0)
        {
            Set("HOSTNAME", options.Hostname);
        }

        Set("container", "podman");
        foreach (string pair in config.Environment)
        {
            string[] parts = pair.Split('=', 2);
            Set(parts[0], parts.Length == 2 ? parts[1] : "");
        }

        foreach ((string name, string value) in options.Env.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Set(name, value);
        }

        return ordered;
    }

    private static List<string> Aliases(string asked, IEnumerable<string> names)
    {
        var aliases = new List<string>();
        foreach (string name in names.Prepend(asked))
        {
            aliases.Add(name);
            if (ImageReference.TryParse(ImageReference.WithoutTransport(name), out _) is { } reference)
            {
                string tag = ":" + reference.TagOrDefault;
                aliases.AddRange(
                [
                    reference.Repository + tag, reference.Path + tag, reference.ShortName + tag,
                    reference.Repository, reference.Path, reference.ShortName,
                ]);
            }
        }

        return [.. aliases.Distinct(StringComparer.Ordinal)];
    }
}
