using Podman.Testing.Containers;
using Podman.Testing.Images;
using Podman.Testing.Programs;
using Podman.Testing.State;

namespace Podman.Testing;

/// <summary>What the parts of an engine share.</summary>
internal sealed class EngineServices
{
    private int _runs;

    public EngineServices(ReferenceEngineOptions options)
    {
        Options = options;
        Random = new RandomSource(options.Seed);
        Registry = new ImageRegistry(options.TimeProvider, options.ReachableRegistries);
        Images = new ImageStore(Gate, Has(PodmanQuirks.IdsHideNames));
        Containers = new ContainerStore(Gate, Has(PodmanQuirks.IdsHideNames));
        StartedAt = Time.GetUtcNow();
    }

    public ReferenceEngineOptions Options { get; }

    public TimeProvider Time => Options.TimeProvider;

    /// <summary>When the engine was made: the host that it pretends to run on has been up since then.</summary>
    public DateTimeOffset StartedAt { get; }

    public RandomSource Random { get; }

    /// <summary>
    /// Guards which images and containers there are and what they are called, both together: an image cannot vanish between its lookup
    /// and the making of a container.
    /// </summary>
    public Lock Gate { get; } = new();

    public ImageStore Images { get; }

    public ContainerStore Containers { get; }

    public ImageRegistry Registry { get; }

    public VolumeStore Volumes { get; } = new();

    public ProgramRegistry Programs { get; } = new();

    /// <summary>A number that grows with every run of a container: process ids and addresses are made of it.</summary>
    public int NextRunNumber() => Interlocked.Increment(ref _runs);

    public bool Has(PodmanQuirks quirk) => (Options.Quirks & quirk) != 0;
}
