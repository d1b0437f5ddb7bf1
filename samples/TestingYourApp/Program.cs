using Podman;
using Podman.Testing;
using TestingYourApp;

// In production: await using PodmanClient podman = await PodmanClient.ConnectAsync();
await using var engine = new ReferenceEngine();
await using PodmanClient podman = engine.CreateClient();

var runner = new JobRunner(podman, TimeProvider.System);
JobReport report = await runner.RunAsync(
    new Job("greeting", "docker.io/library/alpine", ["sh", "-c", "echo hello from a container; echo careful >&2"], TimeSpan.FromMinutes(1)));

Console.WriteLine($"{report.Outcome}");
Console.WriteLine($"  output: {string.Join(" | ", report.Output)}");
Console.WriteLine($"  errors: {string.Join(" | ", report.Errors)}");
return report.Outcome == JobOutcome.Succeeded ? 0 : 1;
