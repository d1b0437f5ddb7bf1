using Podman.Testing.Faults;

namespace Podman.Testing;

/// <summary>Plans what goes wrong with connections.</summary>
public sealed class ConnectFaultPlan
{
    private readonly FaultBook _book;
    private int _skip;
    private int? _times = 1;

    internal ConnectFaultPlan(FaultBook book) => _book = book;

    /// <summary>Lets some connections go well before.</summary>
    /// <param name="connections">How many; not negative.</param>
    /// <returns>This plan.</returns>
    public ConnectFaultPlan After(int connections)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(connections);
        _skip = connections;
        return this;
    }

    /// <summary>Says how many connections go wrong. Default: 1.</summary>
    /// <param name="connections">How many; positive.</param>
    /// <returns>This plan.</returns>
    public ConnectFaultPlan Times(int connections)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(connections);
        _times = connections;
        return this;
    }

    /// <summary>Lets all connections go wrong, until <see cref="PlannedFault.Cancel"/>.</summary>
    /// <returns>This plan.</returns>
    public ConnectFaultPlan Always()
    {
        _times = null;
        return this;
    }

    /// <summary>
    /// Connections are refused. At an address they are closed as soon as they are made, since no socket can refuse one client alone; for sockets
    /// that refuse everybody, see <see cref="EngineFaults.GoDownAsync"/>.
    /// </summary>
    /// <returns>The planned fault.</returns>
    public PlannedFault Refuse() => _book.Plan(new PlannedFault(FaultKind.ConnectionRefused, method: null, _skip, _times));
}
