using System.Runtime.InteropServices;
using Varlink.Tool;
using Varlink.Tool.Terminal;

// The first signal lets what is under way end in good order; a second one does not wait for that.
using var stop = new CancellationTokenSource();
bool terminated = false;
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

int status = await CommandLineTool.RunAsync(args, new SystemConsole(), stop.Token);
return status == ExitStatus.Interrupted && terminated ? ExitStatus.Terminated : status;

void Stop(PosixSignalContext context)
{
    context.Cancel = !stop.IsCancellationRequested;
    terminated |= context.Signal == PosixSignal.SIGTERM;
    stop.Cancel();
}
