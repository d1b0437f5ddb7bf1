using System.Text;
using Podman.Testing.FileSystem;
using Podman.Testing.Images;
using Podman.Testing.Programs;
using Podman.Testing.Programs.BuiltIn;

namespace Podman.Testing.Tests.Programs;

/// <summary>A container's processes without a container: runs programs and keeps what they write.</summary>
internal sealed class ProgramBench : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _error = new();
    private readonly Dictionary<string, ContainerProgram> _registered = new(StringComparer.Ordinal);

    public ProgramBench()
    {
        var tree = new FileTree(BaseFiles.Busybox(DateTimeOffset.UnixEpoch, "ID=test\n"));
        Space = new ProcessSpace
        {
            Files = new ContainerFileSystem(tree, Time),
            Time = Time,
            Programs = new ProgramResolver(_registered, BuiltInPrograms.All),
            HostName = "box",
        };
    }

    public ObservedTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 21, 11, 41, TimeSpan.Zero));

    public ProcessSpace Space { get; }

    public string Output => Encoding.UTF8.GetString(OutputBytes);

    public byte[] OutputBytes
    {
        get
        {
            lock (_output)
            {
                return _output.ToArray();
            }
        }
    }

    public string Error
    {
        get
        {
            lock (_error)
            {
                return Encoding.UTF8.GetString(_error.ToArray());
            }
        }
    }

    public void Register(string name, ContainerProgram program) => _registered[name] = program;

    public Task<int> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    public Task<int> RunWithInputAsync(string input, params string[] arguments)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/bin:/usr/bin", ["HOME"] = "/root" };
        ProgramLookup lookup = Space.Programs.Find(Space.Files, arguments, environment, "/");
        return lookup.Program is null
            ? throw new InvalidOperationException($"{arguments[0]} is not there.")
            : Space.RunMainAsync(lookup.Program, lookup.Arguments, environment, "/", new ProcessStreams(
                new MemoryStream(Encoding.UTF8.GetBytes(input)), Into(_output), Into(_error)));
    }

    public Task<int> ShellAsync(string script) => RunAsync("sh", "-c", script);

    /// <summary>Completes once a program waits on the clock.</summary>
    public Task SleepingAsync() => Time.NextTimerAsync();

    public void Dispose()
    {
        Space.Kill();
        _output.Dispose();
        _error.Dispose();
    }

    private static CallbackStream Into(MemoryStream stream) => new((bytes, _) =>
    {
        lock (stream)
        {
            stream.Write(bytes.Span);
        }

        return ValueTask.CompletedTask;
    });
}
