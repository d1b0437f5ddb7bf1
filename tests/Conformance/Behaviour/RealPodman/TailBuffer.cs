namespace Varlink.Conformance.Behaviour.RealPodman;

/// <summary>The last lines of what a program wrote.</summary>
internal sealed class TailBuffer
{
    private const int Capacity = 50;

    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Capacity)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }
}
