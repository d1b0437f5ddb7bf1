using Podman;
using QuickStart;
using Varlink;

Arguments? arguments = Arguments.Parse(args);
if (arguments is null)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

// Ctrl-C ends whatever is under way, a followed log included.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

try
{
    await using Engine engine = await Engine.StartAsync(arguments, stop.Token);
    Show.Step("Engine", engine.Description);

    await using PodmanClient podman = await PodmanClient.ConnectAsync(engine.Address, cancellationToken: stop.Token);
    await Tour.RunAsync(podman, arguments.Image, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Show.Step("Stopped", "as you asked.");
    return 130;
}
catch (Exception e) when (e is VarlinkException or FormatException or NotSupportedException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
