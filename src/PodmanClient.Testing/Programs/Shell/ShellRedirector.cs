namespace Podman.Testing.Programs.Shell;

/// <summary>A redirection that cannot be carried out.</summary>
internal sealed class ShellRedirectionException(string message) : Exception(message);

/// <summary>Opens what redirections name.</summary>
internal static class ShellRedirector
{
    /// <summary>Applies redirections from left to right, as <c>> file 2>&amp;1</c> needs it.</summary>
    /// <exception cref="ShellRedirectionException">A file cannot be opened.</exception>
    public static async ValueTask<ProcessStreams> ApplyAsync(
        ShellInterpreter shell, IReadOnlyList<Redirection> redirections, ProcessStreams streams)
    {
        foreach (Redirection redirection in redirections)
        {
            string target = await shell.Expander(streams).ExpandOneAsync(redirection.Target).ConfigureAwait(false);
            Stream stream = redirection.Kind == RedirectionKind.Duplicate
                ? Duplicate(target, redirection, streams)
                : Open(shell, redirection.Kind, target, streams);
            streams = redirection.Descriptor switch
            {
                0 => streams with { Input = stream },
                1 => streams with { Output = stream },
                2 => streams with { Error = stream },
                _ => throw new ShellRedirectionException($"{redirection.Descriptor}: Bad file descriptor"),
            };
        }

        return streams;
    }

    private static Stream Duplicate(string target, Redirection redirection, ProcessStreams streams) => target switch
    {
        "0" => streams.Input,
        "1" => streams.Output,
        "2" => streams.Error,
        "-" => redirection.Descriptor == 0 ? Stream.Null : CallbackStream.Discard(),
        _ => throw new ShellRedirectionException($"{target}: Bad file descriptor"),
    };

    private static Stream Open(ShellInterpreter shell, RedirectionKind kind, string target, ProcessStreams streams)
    {
        switch (target)
        {
            case "/dev/null":
                return kind == RedirectionKind.Read ? Stream.Null : CallbackStream.Discard();
            case "/dev/stdin":
                return streams.Input;
            case "/dev/stdout":
                return streams.Output;
            case "/dev/stderr":
                return streams.Error;
        }

        ContainerFileSystem files = shell.Process.Files;
        string path = FileSystem.PathText.Normalize(target, shell.State.WorkingDirectory);
        if (kind == RedirectionKind.Read)
        {
            return files.Find(path) is FileSystem.FileNode file
                ? new MemoryStream(file.Content.ToArray(), writable: false)
                : throw new ShellRedirectionException($"can't open {target}: no such file");
        }

        try
        {
            if (kind == RedirectionKind.Write)
            {
                files.WriteAllBytes(path, []);
            }
            else
            {
                files.AppendAllBytes(path, []);
            }
        }
        catch (FileNotFoundException)
        {
            throw new ShellRedirectionException($"can't create {target}: nonexistent directory");
        }
        catch (IOException e)
        {
            throw new ShellRedirectionException($"can't create {e.Message}");
        }

        return new CallbackStream((bytes, _) =>
        {
            files.AppendAllBytes(path, bytes.Span);
            return ValueTask.CompletedTask;
        });
    }
}
