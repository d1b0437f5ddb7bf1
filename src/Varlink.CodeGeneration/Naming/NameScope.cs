namespace Varlink.CodeGeneration.Naming;

/// <summary>Names that must differ from each other. Who asks first gets the name, so the order of asking is part of the result.</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> _taken;

    /// <summary>Begins with names that nobody can get.</summary>
    public NameScope(params IEnumerable<string> reserved) => _taken = new HashSet<string>(reserved, StringComparer.Ordinal);

    /// <summary>Takes a name exactly as it is.</summary>
    /// <returns>Whether it was free.</returns>
    public bool TryTake(string name) => _taken.Add(name);

    /// <summary>Takes the first of the names that is free, or the first one with a number behind it: <c>AB</c>, <c>AB2</c>, <c>AB3</c>.</summary>
    public string Take(params string[] names)
    {
        foreach (string name in names)
        {
            if (_taken.Add(name))
            {
                return name;
            }
        }

        string stem = names[names.Length - 1];
        for (int number = 2; ; number++)
        {
            string name = stem + number;
            if (_taken.Add(name))
            {
                return name;
            }
        }
    }
}
