using System.Threading.Channels;
using Podman.Testing;

namespace LogViewer.Tests;

/// <summary>A container's program that writes what a test tells it, and ends when it is told.</summary>
public sealed class Script
{
    private readonly Channel<(string Text, bool IsError)> _lines = Channel.CreateUnbounded<(string, bool)>();

    public void Write(string text) => _lines.Writer.TryWrite((text, false));

    public void WriteError(string text) => _lines.Writer.TryWrite((text, true));

    public void End() => _lines.Writer.TryComplete();

    internal async Task<int> RunAsync(ContainerProcess process)
    {
        await foreach ((string text, bool isError) in _lines.Reader.ReadAllAsync(process.Killed))
        {
            await (isError ? process.StandardError : process.StandardOutput).WriteLineAsync(text);
        }

        return 0;
    }
}
