using System.Text;

namespace Varlink.Transports;

/// <summary>Reads what a program says beside varlink, so that it never has to wait, and keeps the end of it for messages of errors.</summary>
internal sealed class OutputTail
{
    /// <summary>How many characters are kept.</summary>
    public const int MaxLength = 2000;

    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();

    private OutputTail(Stream output) => Ended = ReadAsync(output);

    /// <summary>Completes when nothing more comes. Never fails.</summary>
    public Task Ended { get; }

    /// <summary>Reads from a stream from now on, and disposes of it at its end.</summary>
    public static OutputTail Read(Stream output) => new(output);

    /// <summary>The last lines, on one line; empty when nothing was written.</summary>
    public override string ToString()
    {
        string text;
        lock (_gate)
        {
            text = _text.ToString();
        }

        return string.Join(" / ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private async Task ReadAsync(Stream output)
    {
        var buffer = new char[1024];
        using var reader = new StreamReader(output, Encoding.UTF8);
        try
        {
            int count;
            while ((count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                lock (_gate)
                {
                    _text.Append(buffer.AsSpan(0, count));
                    if (_text.Length > MaxLength)
                    {
                        _text.Remove(0, _text.Length - MaxLength);
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It broke, which is an end too: what was said until then is kept.
        }
    }
}
