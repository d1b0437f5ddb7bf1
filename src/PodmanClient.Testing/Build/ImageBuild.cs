using Podman.Testing.FileSystem;
using Podman.Testing.Images;
using Podman.Testing.State;

namespace Podman.Testing.Build;

/// <summary>One build: carries the instructions of Dockerfiles out.</summary>
internal sealed class ImageBuild(BuildInfo info, EngineServices services, ImagePuller puller)
{
    private readonly BuildInfo _info = info;
    private readonly EngineServices _services = services;
    private readonly ImagePuller _puller = puller;
    private readonly List<BuildStage> _stages = [];

    // ARG before the first FROM: known to FROM only.
    private readonly Dictionary<string, string> _globals = new(StringComparer.Ordinal);

    private BuildStage? Stage => _stages.Count > 0 ? _stages[^1] : null;

    /// <summary>Builds.</summary>
    /// <returns>The image's id, and what the build logs.</returns>
    /// <exception cref="EngineFailure">The build fails.</exception>
    public async Task<(string Id, IReadOnlyList<string> Logs)> RunAsync(CancellationToken cancellationToken)
    {
        BuildSettings.Check(_info);
        if (_info.Dockerfile.Count == 0)
        {
            throw EngineFailure.Occurred("error building: no dockerfiles specified");
        }

        DockerfileInstruction[] steps = [.. _info.Dockerfile.SelectMany(ReadDockerfile)];
        var context = new BuildContext(Path.GetDirectoryName(Path.GetFullPath(_info.Dockerfile[0]))!);
        foreach (DockerfileInstruction step in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await StepAsync(step, context, cancellationToken).ConfigureAwait(false);
        }

        if (Stage is not { } last)
        {
            throw EngineFailure.Unanswered("error building: no FROM instruction found");
        }

        if (_info.Tags.Count == 0)
        {
            throw EngineFailure.Unanswered("error building: no tags specified");
        }

        last.Config = BuildSettings.WithLabels(last.Config, _info);
        Image image = last.ToImage(_info.Squash);
        IReadOnlyList<string> logs = BuildLog.OfCommit(image, last.BaseImage, _services.Images);
        string[] names = [.. _info.Tags.Select(tag => ImageReference.Parse(tag).FullName())];
        foreach (string name in names)
        {
            _services.Images.Add(image, name);
        }

        return (image.Id, logs);
    }

    private static IReadOnlyList<DockerfileInstruction> ReadDockerfile(string path)
    {
        try
        {
            return DockerfileParser.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw EngineFailure.Occurred($"error reading \"{path}\": {Transfer.HostFiles.Reason(e, path)}");
        }
    }

    private async Task StepAsync(DockerfileInstruction step, BuildContext context, CancellationToken cancellationToken)
    {
        if (step.Keyword == "FROM")
        {
            _stages.Add(From(step));
            return;
        }

        if (step.Keyword == "ARG")
        {
            Argument(step);
            return;
        }

        if (!BuildSettings.Instructions.Contains(step.Keyword))
        {
            throw StepText.Unknown(step, Stage);
        }

        BuildStage stage = Stage ?? throw EngineFailure.Unanswered("error building: no FROM instruction found");
        string text = step.Keyword is "RUN" or "CMD" or "ENTRYPOINT" ? step.Arguments : DockerfileWords.Substitute(step.Arguments, stage.Variable);
        switch (step.Keyword)
        {
            case "RUN":
                await ExecuteAsync(step, stage, cancellationToken).ConfigureAwait(false);
                break;
            case "COPY" or "ADD":
                Copy(step, stage, Words(text), context);
                break;
            case "CMD":
                stage.Config = stage.Config with { Command = [.. CommandLine(stage, text)] };
                break;
            case "ENTRYPOINT":
                stage.Config = stage.Config with { Entrypoint = [.. CommandLine(stage, text)] };
                break;
            case "ENV" or "LABEL":
                foreach ((string name, string value) in DockerfileWords.Pairs(text))
                {
                    stage.Config = ImageChange.Apply(stage.Config, step.Keyword, $"{name}={value}");
                }

                break;
            case "EXPOSE":
                foreach (string port in DockerfileWords.Split(text))
                {
                    stage.Config = ImageChange.Apply(stage.Config, "EXPOSE", port.Contains('/', StringComparison.Ordinal) ? port : port + "/tcp");
                }

                break;
            case "WORKDIR":
                stage.Config = stage.Config with { WorkingDirectory = PathText.Normalize(text, stage.WorkingDirectory) };
                new ContainerFileSystem(stage.Files, _services.Time).CreateDirectory(stage.WorkingDirectory);
                break;
            case "MAINTAINER":
                stage.Config = stage.Config with { Author = text };
                break;
            case "SHELL":
                stage.Shell = ImageChange.Words(text);
                break;
            default:
                // USER, VOLUME, STOPSIGNAL; and those that the image's format has no place for, which change nothing.
                stage.Config = ImageChange.Apply(stage.Config, step.Keyword, text);
                break;
        }
    }

    private BuildStage From(DockerfileInstruction step)
    {
        string[] words = [.. DockerfileWords.Split(DockerfileWords.Substitute(step.Arguments, name => _globals.GetValueOrDefault(name)))];
        if (words.Length is not (1 or 3) || (words.Length == 3 && !words[1].Equals("AS", StringComparison.OrdinalIgnoreCase)))
        {
            throw StepText.Failed(step, Stage, words, "FROM requires either one argument, or three: FROM <source> [AS <name>]");
        }

        string? name = words.Length == 3 ? words[2] : null;
        DateTimeOffset now = _services.Time.GetUtcNow();
        return words[0] == "scratch" ? new BuildStage(name, null, now)
            : FindStage(words[0]) is { } stage ? new BuildStage(name, stage.ToImage(squash: false), now)
            : new BuildStage(name, BaseImage(words[0]), now);
    }

    private Image BaseImage(string name)
    {
        try
        {
            if (_info.PullAlways)
            {
                _puller.Pull(name);
            }
            else
            {
                _puller.Provide(name);
            }

            return _services.Images.Resolve(name).Image;
        }
        catch (EngineFailure)
        {
            throw EngineFailure.Occurred(
                $"error creating build container: image \"{name}\" not found in /etc/containers/registries.conf registries: image not known");
        }
    }

    private void Argument(DockerfileInstruction step)
    {
        string[] pair = step.Arguments.Split('=', 2);
        Dictionary<string, string> target = Stage?.Arguments ?? _globals;
        string? given = _info.BuildArgs.GetValueOrDefault(pair[0]);
        string? fallback = pair.Length == 2 ? string.Concat(DockerfileWords.Split(pair[1]).Take(1)) : _globals.GetValueOrDefault(pair[0]);
        if ((given ?? fallback) is { } value)
        {
            target[pair[0]] = Stage is { } stage ? DockerfileWords.Substitute(value, stage.Variable) : value;
        }
    }

    private async Task ExecuteAsync(DockerfileInstruction step, BuildStage stage, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> words = CommandLine(stage, step.Arguments);
        bool isShellForm = !step.Arguments.StartsWith('[');
        bool cannotMount = _services.Has(PodmanQuirks.BuildsNeedShmSize) && _info.ShmSize.Length == 0;
        int exitCode = cannotMount ? 1 : await RunStep.RunAsync(stage, words, _services, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            throw StepText.Failed(step, stage, isShellForm ? [step.Arguments] : words, $"exit status {exitCode}");
        }
    }

    private void Copy(DockerfileInstruction step, BuildStage stage, IReadOnlyList<string> words, BuildContext context)
    {
        if (step.Flag("from") is not { } from)
        {
            CopyStep.Run(step, stage, words, context.Find, source => Path.Combine(context.Directory, source.TrimStart('/')), _services.Time);
            return;
        }

        var root = (DirectoryNode)(FindStage(from)?.Files.Root ?? BaseImage(from).Root);
        var files = new ContainerFileSystem(new FileTree(root), _services.Time);
        CopyStep.Run(
            step,
            stage,
            words,
            source => [.. Programs.Shell.FileGlob.Expand(files, "/", PathText.Normalize(source)).Select(path => (path, files.Find(path)!))],
            source => source,
            _services.Time);
    }

    private BuildStage? FindStage(string nameOrIndex) =>
        _stages.FirstOrDefault(stage => stage.Name == nameOrIndex) ??
        (int.TryParse(nameOrIndex, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int index)
            ? _stages.ElementAtOrDefault(index)
            : null);

    private static IReadOnlyList<string> CommandLine(BuildStage stage, string text) =>
        text.StartsWith('[') ? ImageChange.Words(text) : [.. stage.Shell, text];

    private static IReadOnlyList<string> Words(string text) => text.StartsWith('[') ? ImageChange.Words(text) : DockerfileWords.Split(text);
}
