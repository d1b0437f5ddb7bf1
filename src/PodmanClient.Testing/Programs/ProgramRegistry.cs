using System.Collections.Concurrent;
using Podman.Testing.Programs.BuiltIn;

namespace Podman.Testing.Programs;

/// <summary>The programs that users registered, by the name of an image or of a command.</summary>
internal sealed class ProgramRegistry
{
    private readonly ConcurrentDictionary<string, ContainerProgram> _registered = new(StringComparer.Ordinal);

    public ProgramRegistry() => Resolver = new ProgramResolver(_registered, BuiltInPrograms.All);

    /// <summary>Looks commands up.</summary>
    public ProgramResolver Resolver { get; }

    public void Register(string imageOrCommand, ContainerProgram program) => _registered[imageOrCommand] = program;

    /// <summary>The program registered for an image, under whichever of its names.</summary>
    public ContainerProgram? ForImage(IEnumerable<string> aliases)
    {
        foreach (string alias in aliases)
        {
            if (_registered.TryGetValue(alias, out ContainerProgram? program))
            {
                return program;
            }
        }

        return null;
    }
}
