namespace Podman.Testing.Programs.Shell;

/// <summary>What a shell remembers between two commands. A subshell works on a copy.</summary>
internal sealed class ShellState
{
    private readonly Dictionary<string, string> _variables;
    private readonly HashSet<string> _exported;

    public ShellState(IReadOnlyDictionary<string, string> environment)
    {
        _variables = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        _exported = new HashSet<string>(environment.Keys, StringComparer.Ordinal);
    }

    private ShellState(ShellState other)
    {
        _variables = new Dictionary<string, string>(other._variables, StringComparer.Ordinal);
        _exported = new HashSet<string>(other._exported, StringComparer.Ordinal);
        Functions = new Dictionary<string, ShellNode>(other.Functions, StringComparer.Ordinal);
        Parameters = other.Parameters;
        Name = other.Name;
        WorkingDirectory = other.WorkingDirectory;
        LastStatus = other.LastStatus;
        LastBackgroundId = other.LastBackgroundId;
        StopsOnError = other.StopsOnError;
        Traces = other.Traces;
    }

    public Dictionary<string, ShellNode> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary><c>$1</c> and on.</summary>
    public IReadOnlyList<string> Parameters { get; set; } = [];

    /// <summary><c>$0</c>.</summary>
    public string Name { get; set; } = "sh";

    public string WorkingDirectory { get; set; } = "/";

    /// <summary><c>$?</c>.</summary>
    public int LastStatus { get; set; }

    /// <summary><c>$!</c>; null before the first.</summary>
    public int? LastBackgroundId { get; set; }

    /// <summary><c>set -e</c>.</summary>
    public bool StopsOnError { get; set; }

    /// <summary><c>set -x</c>.</summary>
    public bool Traces { get; set; }

    /// <summary>The variables that children see.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        _variables.Where(pair => _exported.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);

    public string? Get(string name) => _variables.GetValueOrDefault(name);

    public void Set(string name, string value) => _variables[name] = value;

    public void Export(string name) => _exported.Add(name);

    public void Unset(string name)
    {
        _variables.Remove(name);
        _exported.Remove(name);
        Functions.Remove(name);
    }

    public ShellState Clone() => new(this);
}
