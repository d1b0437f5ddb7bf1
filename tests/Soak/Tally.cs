namespace Soak;

/// <summary>What has happened.</summary>
internal sealed class Tally
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _outcomes = new(StringComparer.Ordinal);
    private readonly List<string> _wrongs = [];

    /// <summary>Replies that were another call's, calls that ran twice, doubts that were no doubts: all that must never be.</summary>
    public int Wrong { get; private set; }

    /// <summary>Calls that did not end long after their time limit.</summary>
    public int Hung { get; private set; }

    public long Calls { get; private set; }

    public void Count(string outcome)
    {
        lock (_gate)
        {
            Calls++;
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        }
    }

    public void CountWrong(string what)
    {
        lock (_gate)
        {
            Wrong++;
            if (_wrongs.Count < 10)
            {
                _wrongs.Add(what);
            }
        }
    }

    public void CountHung(string what)
    {
        lock (_gate)
        {
            Hung++;
            if (_wrongs.Count < 10)
            {
                _wrongs.Add($"hung: {what}");
            }
        }
    }

    public void Print(TextWriter output)
    {
        lock (_gate)
        {
            output.WriteLine($"calls         {Calls,10}");
            foreach ((string outcome, long count) in _outcomes)
            {
                output.WriteLine($"  {outcome,-11} {count,10}");
            }

            foreach (string wrong in _wrongs)
            {
                output.WriteLine($"  ! {wrong}");
            }
        }
    }
}
