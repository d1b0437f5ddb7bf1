using System.Diagnostics;
using Varlink.Conformance.Behaviour.RealPodman;

namespace Varlink.Conformance.Gateway;

/// <summary>The sample Gateway, run as the program that it is.</summary>
internal sealed class GatewayProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private GatewayProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it, and waits until it says that it serves.</summary>
    public static Task<GatewayProgram> StartAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) =>
        StartAsync(new ProcessStartInfo("dotnet", [PathOfIt, .. arguments]), cancellationToken);

    /// <inheritdoc cref="StartAsync(CancellationToken, IEnumerable{string})"/>
    public static async Task<GatewayProgram> StartAsync(ProcessStartInfo info, CancellationToken cancellationToken)
    {
        info.RedirectStandardOutput = info.RedirectStandardError = true;
        var program = new GatewayProgram(Process.Start(info)!);
        string? line = await program._process.StandardOutput.ReadLineAsync(cancellationToken);
        return line?.StartsWith("io.podman is served at ", StringComparison.Ordinal) == true
            ? program
            : throw new InvalidOperationException($"It said '{line}': {(await program.EndAsync(cancellationToken)).Errors}");
    }

    public static string PathOfIt => Path.Combine(AppContext.BaseDirectory, "Gateway.dll");

    /// <summary>Asks it to stop, as systemd does.</summary>
    public Task AskToStopAsync() => HostProgram.RunAsync(new Dictionary<string, string>(), "kill", "-TERM", $"{_process.Id}");

    /// <summary>Waits for its end.</summary>
    public async Task<(int Status, string Output, string Errors)> EndAsync(CancellationToken cancellationToken)
    {
        string output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, output, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        await _errors;
        _process.Dispose();
    }
}
