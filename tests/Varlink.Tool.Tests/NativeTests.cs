using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Varlink.Tool.Tests;

/// <summary>The programs that .ci/native has published with Native AOT. Publishing takes minutes and a native linker, so it is done once, before.</summary>
[CancelAfter(60_000)]
public class NativeTests
{
    [Test]
    public async Task The_scenario_runs_natively(CancellationToken cancellationToken)
    {
        (int status, string text, string error) = await RunAsync("scenario/Aot", [], cancellationToken);

        Assert.That((status, error), Is.EqualTo((0, "")));
        Assert.That(text, Does.Contain("io.podman at the reference engine: as it should be.\nNative; "));
    }

    [Test]
    public async Task The_tool_calls_natively(CancellationToken cancellationToken)
    {
        await using KettleService kettle = await KettleService.StartAsync();

        Assert.That(
            await RunAsync("varlink/Varlink.Tool", ["call", "--json", kettle.Method("Fill"), """{"litres":1}"""], cancellationToken),
            Is.EqualTo((0, "{\"level\":1}\n", "")));
        Assert.That(
            await RunAsync("varlink/Varlink.Tool", ["[suggest]", $"call {kettle.Address}/org.example.kettle.F"], cancellationToken),
            Is.EqualTo((0, $"{kettle.Method("Fill")}\n", "")));
        Assert.That(
            await RunAsync("varlink/Varlink.Tool", ["call", "--more", kettle.Method("Boil")], cancellationToken),
            Is.EqualTo((1, "", "org.varlink.service.MethodNotFound\n{\n  \"method\": \"Boil\"\n}\n")));
    }

    private static async Task<(int Status, string Out, string Error)> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Root(), "artifacts", "native", program);
        if (!File.Exists(path))
        {
            Assert.Ignore($"'bash .ci/native' publishes artifacts/native/{program}; it was not run here.");
        }

        using Process process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        string text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, text, await error);
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
