using Podman;
using Varlink.Transports;

namespace Varlink.Conformance.Behaviour.Targets;

/// <summary>An engine that the suite is run against. It is reached as any client reaches it: over a socket.</summary>
internal abstract class Target : IAsyncDisposable
{
    /// <summary>The name of an image that it has: a busybox, with <c>sh</c> as its command.</summary>
    public virtual string Image => "localhost/busybox:latest";

    /// <summary>A registry that it can push to, pull from and search; null where none is known.</summary>
    public virtual string? Registry => null;

    /// <summary>Whether all its containers and images are the suite's, so that it may be told to remove those that are not in use.</summary>
    public virtual bool MayBeSwept => true;

    protected abstract string Address { get; }

    /// <summary>Makes a connector, for a client of any kind.</summary>
    public IVarlinkConnector CreateConnector() => VarlinkAddress.Parse(Address).CreateConnector();

    /// <summary>Takes away what the engine needs to run containers, while the engine itself goes on.</summary>
    /// <returns>What brings it back when it is disposed of.</returns>
    public virtual Task<IAsyncDisposable> LoseRuntimeAsync() =>
        throw new NotSupportedException("There is nothing behind this engine that could be lost.");

    public abstract ValueTask DisposeAsync();
}
