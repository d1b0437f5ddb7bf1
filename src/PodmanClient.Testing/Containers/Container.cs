using Podman.Testing.FileSystem;
using Podman.Testing.Logs;
using Podman.Testing.Programs;
using Podman.Testing.State;

namespace Podman.Testing.Containers;

/// <summary>
/// A container. Two locks: <see cref="Operations"/> is the one that a caller notices, it is held for as long as a stop takes; the other
/// guards single fields and is held for moments, because a program may end while an operation is under way.
/// </summary>
internal sealed class Container : IFollowedContainer, IDisposable
{
    private readonly Lock _gate = new();
    private ContainerSnapshot _state = ContainerSnapshot.New;
    private ContainerRun? _run;
    private ContainerSetup? _setup;
    private bool _isRemoved;
    private volatile KnownChanges? _changes;

    public Container(string id, string name, ContainerConfiguration configuration, DateTimeOffset createdAt, string layerId, ContainerLog log)
    {
        Id = id;
        Name = name;
        Configuration = configuration;
        CreatedAt = createdAt;
        LayerId = layerId;
        Log = log;
        Files = new FileTree(configuration.Image.Root);
        Terminal = configuration.Options.Tty ? new Terminal() : null;
    }

    public string Id { get; }

    public string Name { get; }

    public ContainerConfiguration Configuration { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>The id of its own layer in storage.</summary>
    public string LayerId { get; }

    public ContainerLog Log { get; }

    /// <summary>The image's files and what was written over them.</summary>
    public FileTree Files { get; }

    /// <summary>What differs from the image. Trees never change, so it holds for as long as the container has the same one.</summary>
    public TreeDiff Changes
    {
        get
        {
            var root = (DirectoryNode)Files.Root;
            if (_changes is not { } changes || !ReferenceEquals(changes.Root, root))
            {
                _changes = changes = new KnownChanges(root, TreeDiff.Between(Configuration.Image.Root, root));
            }

            return changes.Diff;
        }
    }

    /// <summary>Podman's container lock: whoever looks at the container waits while another operation on it runs.</summary>
    public AsyncLock Operations { get; } = new();

    public AttachHub Attachments { get; } = new();

    /// <summary>Null for a container without one.</summary>
    public Terminal? Terminal { get; }

    public ChangeSignal StateChanged { get; } = new();

    public ContainerSnapshot State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>The current or last run.</summary>
    public ContainerRun? Run
    {
        get
        {
            lock (_gate)
            {
                return _run;
            }
        }
    }

    /// <summary>Its address in the network: of the run that is set up, or of the current or last one. Empty without one.</summary>
    public (string Address, string MacAddress) Network
    {
        get
        {
            lock (_gate)
            {
                return _setup is { } setup ? (setup.Address, setup.MacAddress)
                    : _run is { } run ? (run.NetworkAddress, run.MacAddress)
                    : ("", "");
            }
        }
    }

    public bool IsRemoved
    {
        get
        {
            lock (_gate)
            {
                return _isRemoved;
            }
        }
    }

    public bool SeemsAlive => !IsRemoved && State.IsAlive;

    public async ValueTask<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        using (await EnterAsync(cancellationToken).ConfigureAwait(false))
        {
            return State.IsAlive;
        }
    }

    /// <summary>Enters the container's lock.</summary>
    /// <exception cref="EngineFailure">The container has been removed meanwhile.</exception>
    public async ValueTask<AsyncLock.Holder> EnterAsync(CancellationToken cancellationToken)
    {
        AsyncLock.Holder holder = await Operations.EnterAsync(cancellationToken).ConfigureAwait(false);
        if (IsRemoved)
        {
            holder.Dispose();
            throw EngineFailure.ContainerRemoved(Id);
        }

        return holder;
    }

    /// <summary>Changes the state in one step.</summary>
    public void Change(Func<ContainerSnapshot, ContainerSnapshot> change)
    {
        lock (_gate)
        {
            _state = change(_state);
        }

        StateChanged.Pulse();
    }

    /// <summary>Changes the status unless the program has ended meanwhile.</summary>
    public void ChangeIf(ContainerStatus from, ContainerStatus to) =>
        Change(state => state.Status == from ? state with { Status = to } : state);

    /// <summary>Notes that the runtime has set the container up, without a start.</summary>
    public void Prepare(ContainerSetup setup)
    {
        lock (_gate)
        {
            _setup = setup;
            _state = _state with { Status = ContainerStatus.Created, WasInitialized = true, Pid = setup.Pid };
        }

        StateChanged.Pulse();
    }

    /// <summary>What was set up and has not been started; null when nothing was.</summary>
    public ContainerSetup? TakeSetup()
    {
        lock (_gate)
        {
            ContainerSetup? setup = _state.Status == ContainerStatus.Created ? _setup : null;
            _setup = null;
            return setup;
        }
    }

    /// <summary>Puts a run that begins in the place of the last one.</summary>
    public void Begin(ContainerRun run, int pid, DateTimeOffset startedAt)
    {
        lock (_gate)
        {
            _run = run;
            _state = _state with { Status = ContainerStatus.Running, StartedAt = startedAt, Pid = pid, ExitCode = 0, WasInitialized = true };
        }

        StateChanged.Pulse();
    }

    /// <summary>Notes that a run has ended.</summary>
    public void End(int exitCode, DateTimeOffset finishedAt) =>
        Change(state => state with { Status = ContainerStatus.Exited, ExitCode = exitCode, FinishedAt = finishedAt, Pid = 0 });

    /// <summary>Gives the terminal another size, where there is one, and tells the programs.</summary>
    public void Resize(TerminalSize size)
    {
        if (Terminal?.Resize(size) == true)
        {
            Run?.SignalAll(Signals.WindowChange);
        }
    }

    public void MarkRemoved()
    {
        lock (_gate)
        {
            _isRemoved = true;
        }

        Attachments.Retire();
        StateChanged.Pulse();
    }

    public void Dispose()
    {
        Run?.Kill();
        Operations.Dispose();
    }

    /// <summary>What a tree of files differs in from the image.</summary>
    private sealed record KnownChanges(DirectoryNode Root, TreeDiff Diff);
}
