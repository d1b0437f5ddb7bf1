using Podman.Testing.Containers;
using Podman.Testing.State;

namespace Podman.Testing;

/// <summary>A container of a <see cref="ReferenceEngine"/>, seen from outside of the interface: for what a test asserts.</summary>
public sealed class ReferenceContainer
{
    private readonly Container _container;

    internal ReferenceContainer(Container container) => _container = container;

    /// <summary>The id, 64 hexadecimal digits.</summary>
    public string Id => _container.Id;

    /// <summary>The name.</summary>
    public string Name => _container.Name;

    /// <summary>The image, by the name that it was created with.</summary>
    public string Image => _container.Configuration.ImageName;

    /// <summary>What it was created with: command, environment, labels, volumes.</summary>
    public CreateContainerOptions Options => _container.Configuration.Options;

    /// <summary>The state now: <c>configured</c>, <c>created</c>, <c>running</c>, <c>paused</c> or <c>exited</c>.</summary>
    public string Status => _container.State.Status.ToWire();

    /// <summary>The exit code of the last run; null when none has ended, or the next has begun.</summary>
    public int? ExitCode => _container.State is { Status: ContainerStatus.Exited, FinishedAt: not null } state ? state.ExitCode : null;

    /// <summary>The log so far, in the form that GetContainerLogs sends.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            int position = 0;
            return _container.Log.Read(ref position);
        }
    }

    /// <summary>What its programs have written to their standard output so far, in all runs; with a terminal, everything.</summary>
    public string StandardOutput => new ContainerRunResult(Id, 0, ParsedLog).StandardOutput;

    /// <summary>What its programs have written to their standard error so far, in all runs.</summary>
    public string StandardError => new ContainerRunResult(Id, 0, ParsedLog).StandardError;

    /// <summary>The files now: those of the image, and what was written over them. Mounts are not among them.</summary>
    public ContainerFileSystem Files => new(_container.Files, TimeProvider.System, isReadOnly: true);

    private ContainerLogLine[] ParsedLog => [.. Log.Select(ContainerLogLine.Parse)];

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Id[..12]}) {Status}";
}
