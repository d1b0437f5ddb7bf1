namespace Varlink.Idl.Parsing;

/// <summary>Finds the name that somebody meant.</summary>
internal sealed class NameSuggester(IEnumerable<string> names)
{
    /// <summary>
    /// How many pairs of names are compared for one text. A text with thousands of unknown names has another problem than a slip of the
    /// finger, and must not take a time that grows with the square of its size.
    /// </summary>
    private const int MaximumComparisons = 20_000;

    private readonly string[] _names = names.ToArray();
    private int _comparisons;

    /// <summary>The closest of the names, when it is close enough to be a slip of the finger.</summary>
    public string? Closest(string name)
    {
        string? closest = null;
        int distance = Tolerance(name) + 1;
        foreach (string candidate in _names)
        {
            if (++_comparisons > MaximumComparisons)
            {
                return null;
            }

            if (Math.Abs(candidate.Length - name.Length) < distance && EditDistance.Between(name, candidate) is int found && found < distance)
            {
                closest = candidate;
                distance = found;
            }
        }

        return closest;
    }

    /// <summary>The longer the word, the more slips. One letter and two-letter words are all close to each other.</summary>
    private static int Tolerance(string name) => name.Length switch
    {
        < 3 => 0,
        < 6 => 1,
        < 12 => 2,
        _ => 3,
    };
}
