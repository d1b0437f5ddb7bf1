// Follows a container's log until it ends, or Ctrl-C: dotnet run --project samples/FollowLogs -- CONTAINER [ADDRESS] | --engine reference
using System.Globalization;
using Podman;
using Podman.Testing;
using Varlink;

if (args.Length is 0 or > 2)
{
    Console.Error.WriteLine("usage: FollowLogs CONTAINER [ADDRESS] | --engine reference");
    return 2;
}

// Ctrl-C ends the stream, and with it the loop below; the container goes on.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

bool isReference = args is ["--engine", "reference"];
string name = isReference ? "counter" : args[0];
try
{
    await using ReferenceEngine? reference = isReference ? new ReferenceEngine() : null;
    await using PodmanClient podman = reference?.CreateClient() ?? await PodmanClient.ConnectAsync(args.ElementAtOrDefault(1), cancellationToken: stop.Token);
    if (reference is not null)
    {
        await StartCounterAsync(podman, name, stop.Token);
    }

    await foreach (ContainerLogLine line in podman.FollowLogsAsync(name, cancellationToken: stop.Token))
    {
        string time = line.Timestamp?.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "";
        Console.WriteLine($"{time} {(line.Stream == ContainerLogSource.StandardError ? "err" : "out")} {line.Text}");
    }

    Console.WriteLine($"{name} has ended.");
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("Stopped following.");
    return 0;
}
catch (ContainerNotFoundException e)
{
    Console.Error.WriteLine($"There is no container '{e.Name}'.");
    return 1;
}
catch (Exception e) when (e is VarlinkException or FormatException or NotSupportedException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

// Five lines, the last one to standard error.
static async Task StartCounterAsync(IPodmanClient podman, string name, CancellationToken cancellationToken)
{
    var counter = new CreateContainerOptions
    {
        Name = name,
        Image = "docker.io/library/alpine:latest",
        Command = ["sh", "-c", "for i in 1 2 3 4; do echo \"line $i\"; sleep 0.3; done; echo done >&2"],
    };
    await podman.CreateContainerAsync(counter, cancellationToken);
    await podman.StartContainerAsync(name, cancellationToken);
}
