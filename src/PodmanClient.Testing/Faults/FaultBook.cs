namespace Podman.Testing.Faults;

/// <summary>The faults that were planned, and those that happened.</summary>
internal sealed class FaultBook(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<PlannedFault> _forCalls = [];
    private readonly List<PlannedFault> _forConnections = [];
    private readonly List<InjectedFault> _injected = [];

    // Calls of an engine without faults do not take the lock.
    private volatile bool _hasCallPlans;

    public IReadOnlyList<InjectedFault> Injected
    {
        get
        {
            lock (_gate)
            {
                return [.. _injected];
            }
        }
    }

    public IReadOnlyList<PlannedFault> Due
    {
        get
        {
            lock (_gate)
            {
                return [.. _forCalls.Concat(_forConnections).Where(plan => plan.IsDue)];
            }
        }
    }

    public PlannedFault Plan(PlannedFault plan)
    {
        lock (_gate)
        {
            (plan.Kind == FaultKind.ConnectionRefused ? _forConnections : _forCalls).Add(plan);
            _hasCallPlans |= _forCalls.Count > 0;
        }

        return plan;
    }

    /// <summary>The fault that befalls a call: the first planned one that is due for it. Those behind it wait for later calls.</summary>
    public PlannedFault? TakeForCall(string method) =>
        _hasCallPlans ? Take(_forCalls, plan => plan.Method is null || plan.Method == method) : null;

    public PlannedFault? TakeForConnection() => Take(_forConnections, static _ => true);

    /// <summary>Notes that it happens: before a client can notice, so that whoever has noticed finds it noted.</summary>
    public void Note(PlannedFault plan, string? method)
    {
        Note(plan.Kind, method);
        plan.AddOne();
    }

    public void Note(FaultKind kind, string? method)
    {
        lock (_gate)
        {
            _injected.Add(new InjectedFault(kind, method, time.GetUtcNow()));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _forCalls.ForEach(plan => plan.Cancel());
            _forConnections.ForEach(plan => plan.Cancel());
            _forCalls.Clear();
            _forConnections.Clear();
            _hasCallPlans = false;
        }
    }

    private PlannedFault? Take(List<PlannedFault> plans, Func<PlannedFault, bool> concerns)
    {
        lock (_gate)
        {
            return plans.Find(plan => concerns(plan) && plan.TryTake());
        }
    }
}
