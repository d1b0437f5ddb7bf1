using System.ComponentModel;
using System.Diagnostics;

namespace Varlink.Transports;

/// <summary>A program that .NET has started, and waits for.</summary>
internal sealed class BridgeProcess : ChildProcess
{
    private readonly Process _process;

    public BridgeProcess(Process process)
    {
        _process = process;
        Id = process.Id;
        Output = OutputTail.Read(process.StandardError.BaseStream);
        Exited = WaitAsync();
    }

    public int Id { get; }

    public override Task<ProcessExit> Exited { get; }

    public override OutputTail Output { get; }

    /// <summary>There is no signal that asks on every system; the end of its standard input was the question.</summary>
    public override void Terminate() => Kill();

    public override void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended, or ends right now.
        }
    }

    private async Task<ProcessExit> WaitAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        ProcessExit exit = ExitOf(_process.ExitCode);
        _process.Dispose();
        return exit;
    }

    /// <summary>.NET tells of a signal as a shell does, by a code above 128.</summary>
    private static ProcessExit ExitOf(int code) =>
        !OperatingSystem.IsWindows() && code is > 128 and < 128 + 65 ? new ProcessExit(null, code - 128) : new ProcessExit(code);
}
