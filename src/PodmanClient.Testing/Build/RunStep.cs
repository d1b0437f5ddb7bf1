using Podman.Testing.FileSystem;
using Podman.Testing.Programs;

namespace Podman.Testing.Build;

/// <summary>RUN: a program in the stage's files. What it writes to its streams goes nowhere, as with the real daemon.</summary>
internal static class RunStep
{
    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        BuildStage stage, IReadOnlyList<string> command, EngineServices services, CancellationToken cancellationToken)
    {
        DateTimeOffset now = services.Time.GetUtcNow();
        var empty = new DirectoryNode(DirectoryNode.NoChildren, NodeAttributes.Directory(now));
        string[] places = ["/dev", "/proc", "/sys"];
        var files = new ContainerFileSystem(stage.Files, services.Time, places.Select(place => new MountedTree(place, new FileTree(empty), false)));
        if (Accounts.Resolve(files, stage.Config.User) is not { } user)
        {
            return 1;
        }

        Dictionary<string, string> environment = new(stage.Arguments, StringComparer.Ordinal);
        foreach (string[] pair in stage.Config.Environment.Select(pair => pair.Split('=', 2)))
        {
            environment[pair[0]] = pair[1];
        }

        // What something is mounted on stays behind, as with the real daemon: a RUN that writes nothing makes a layer all the same.
        string[][] parts = [.. places.Select(PathText.Parts)];
        stage.Files.Edit(root => parts.Aggregate(root, (tree, path) =>
            TreeEdit.Find(tree, path) is null ? TreeEdit.Put(tree, path, empty, NodeAttributes.Directory(now)) : tree));
        files.CreateDirectory(stage.WorkingDirectory);
        ProgramLookup lookup = services.Programs.Resolver.Find(files, command, environment, stage.WorkingDirectory);
        if (lookup.Program is not { } program)
        {
            return lookup.IsMissing ? 127 : 126;
        }

        var space = new ProcessSpace { Files = files, Time = services.Time, Programs = services.Programs.Resolver, User = user };
        using CancellationTokenRegistration kill = cancellationToken.Register(space.Kill);
        try
        {
            var streams = new ProcessStreams(Stream.Null, CallbackStream.Discard(), CallbackStream.Discard());
            return await space.RunMainAsync(program, lookup.Arguments, environment, stage.WorkingDirectory, streams)
                .WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            space.Kill();
        }
    }
}
