namespace Soak;

/// <summary>What happens to the next bytes: how many go on, after what delay, and whether the connection is cut behind them.</summary>
internal readonly record struct Fault(int Size, TimeSpan Delay, bool Cuts);

/// <summary>Draws faults, and counts them.</summary>
internal sealed class FaultPlan(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    public long Cuts { get; private set; }

    public long Stalls { get; private set; }

    public long Pieces { get; private set; }

    public Fault Next(int length)
    {
        lock (_gate)
        {
            switch (_random.Next(1000))
            {
                case < 10:
                    Cuts++;
                    return new Fault(_random.Next(length), TimeSpan.Zero, Cuts: true);
                case < 30:
                    Stalls++;
                    return new Fault(length, TimeSpan.FromMilliseconds(_random.Next(20) == 0 ? 400 : _random.Next(30)), Cuts: false);
                case < 300 when length > 1:
                    Pieces++;
                    return new Fault(1 + _random.Next(Math.Min(length - 1, 200)), TimeSpan.Zero, Cuts: false);
                default:
                    return new Fault(length, TimeSpan.Zero, Cuts: false);
            }
        }
    }
}
