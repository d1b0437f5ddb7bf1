using System.Runtime.InteropServices;
using Gateway;
using Podman.Libpod;

Arguments? arguments = Arguments.Parse(args);
if (arguments is null or { Help: true })
{
    (arguments is null ? Console.Error : Console.Out).WriteLine(Arguments.Usage);
    return arguments is null ? 2 : 0;
}

// Ctrl-C, and what systemd sends to a service that it stops: the gateway ends in good order.
using var stop = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    await using PodmanGateway gateway = await PodmanGateway.StartAsync(arguments.ToOptions(), stop.Token);
    Console.WriteLine($"io.podman is served at {gateway.Address}, out of {gateway.PodmanAddress}");

    await (arguments.ExitWhenIdle is { } idleTime
        ? gateway.WaitUntilIdleAsync(idleTime, stop.Token)
        : Task.Delay(Timeout.Infinite, stop.Token));
    Console.WriteLine("Nobody needs it: it leaves.");
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("Stopped.");
    return 0;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or NotSupportedException or InvalidOperationException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
