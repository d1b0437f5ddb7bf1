using Podman.Testing.FileSystem;

namespace Podman.Testing.Programs;

/// <summary>What a lookup found.</summary>
/// <param name="Program">The program; null when there is none.</param>
/// <param name="Arguments">Its command line, which an interpreter line may have changed.</param>
/// <param name="IsMissing">Whether the file itself is missing, not only no program.</param>
internal readonly record struct ProgramLookup(ContainerProgram? Program, IReadOnlyList<string> Arguments, bool IsMissing);

/// <summary>
/// Finds the program behind a command line: one that the user registered under the command's name; else the file in the container must
/// exist, as for a real engine, and a program of that name must be built in, or the file must be a script.
/// </summary>
internal sealed class ProgramResolver(IReadOnlyDictionary<string, ContainerProgram> registered, IReadOnlyDictionary<string, ContainerProgram> builtIn)
{
    public const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private readonly IReadOnlyDictionary<string, ContainerProgram> _registered = registered;
    private readonly IReadOnlyDictionary<string, ContainerProgram> _builtIn = builtIn;

    public ProgramLookup Find(
        ContainerFileSystem files, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string workingDirectory) =>
        Find(files, arguments, environment, workingDirectory, depth: 0);

    /// <summary>
    /// The same for a shell: that of busybox has all the others inside, and runs them whether there are files of their names or not.
    /// </summary>
    public ProgramLookup FindForShell(
        ContainerFileSystem files, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string workingDirectory)
    {
        ProgramLookup lookup = Find(files, arguments, environment, workingDirectory);
        bool isApplet = lookup.IsMissing && _builtIn.ContainsKey(arguments[0]) &&
            FindFile(files, "busybox", environment, workingDirectory) is not null;
        return isApplet ? new ProgramLookup(_builtIn[arguments[0]], arguments, false) : lookup;
    }

    private ProgramLookup Find(
        ContainerFileSystem files,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory,
        int depth)
    {
        string command = arguments[0];
        string name = PathText.Name(command);
        if (_registered.TryGetValue(command, out ContainerProgram? program) || _registered.TryGetValue(name, out program))
        {
            return new ProgramLookup(program, arguments, false);
        }

        if (FindFile(files, command, environment, workingDirectory) is not { } path || files.Find(path) is not FileNode file)
        {
            return new ProgramLookup(null, arguments, true);
        }

        // Links decide by their own name, as busybox does it: /bin/echo -> busybox is echo.
        if (_builtIn.TryGetValue(name, out program))
        {
            return new ProgramLookup(program, arguments, false);
        }

        return Interpreter(file) is { } interpreter && depth < 4
            ? Find(files, [.. interpreter, path, .. arguments.Skip(1)], environment, workingDirectory, depth + 1)
            : new ProgramLookup(null, arguments, false);
    }

    private static string? FindFile(
        ContainerFileSystem files, string command, IReadOnlyDictionary<string, string> environment, string workingDirectory)
    {
        if (command.Contains('/', StringComparison.Ordinal))
        {
            string path = PathText.Normalize(command, workingDirectory);
            return files.Find(path) is FileNode ? path : null;
        }

        return environment.GetValueOrDefault("PATH", DefaultPath)
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => PathText.Normalize(directory + "/" + command, workingDirectory))
            .FirstOrDefault(path => files.Find(path) is FileNode);
    }

    /// <summary>The <c>#!</c> line's words; null when the file has none.</summary>
    private static string[]? Interpreter(FileNode file)
    {
        ReadOnlySpan<byte> content = file.Content.Span;
        if (!content.StartsWith("#!"u8))
        {
            return null;
        }

        int end = content.IndexOf((byte)'\n');
        string line = Logs.LogText.Decode(end < 0 ? content[2..] : content[2..end]);

        // All that follows the interpreter is one argument: that is the kernel's rule.
        string[] words = line.Trim().Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0 ? null : words;
    }
}
