using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Varlink.Transports;

/// <summary>A child of this process that .NET knows nothing of: it is waited for, and reaped, here.</summary>
[SupportedOSPlatform("linux")]
internal sealed class SpawnedProcess : ChildProcess
{
    /// <summary>The thread that waits does nothing else, and needs next to no stack.</summary>
    private const int StackSize = 128 * 1024;

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<ProcessExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _reaped;

    public SpawnedProcess(int id, OutputTail output)
    {
        Id = id;
        Output = output;
        new Thread(Wait, StackSize) { IsBackground = true, Name = "Varlink child" }.Start();
    }

    public int Id { get; }

    public override OutputTail Output { get; }

    public override Task<ProcessExit> Exited => _exited.Task;

    public override void Terminate() => Send(Libc.SignalTerminate);

    public override void Kill() => Send(Libc.SignalKill);

    private void Send(int signal)
    {
        lock (_gate)
        {
            // Once it is reaped, its number may be that of somebody else.
            if (!_reaped)
            {
                _ = Libc.Kill(Id, signal);
            }
        }
    }

    private unsafe void Wait()
    {
        // Waits first and reaps under the lock, so that no signal goes out in between.
        byte* info = stackalloc byte[128];
        int result;
        do
        {
            result = Libc.WaitId(Libc.WaitForProcess, Id, info, Libc.WaitForExit | Libc.LeaveWaitable);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted);

        ProcessExit exit = default;
        lock (_gate)
        {
            // Where the process ignores SIGCHLD the system reaps by itself, and nobody can tell how the child ended.
            if (Libc.WaitPid(Id, out int status, 0) == Id)
            {
                exit = ProcessExit.FromStatus(status);
            }

            _reaped = true;
        }

        _exited.SetResult(exit);
    }
}
