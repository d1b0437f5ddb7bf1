using System.Diagnostics;

namespace Varlink.Conformance.Behaviour.RealPodman;

/// <summary>A program of this machine: run to its end, or kept running in the background.</summary>
internal sealed class HostProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly TailBuffer _errors = new();
    private readonly Task _reading;

    private HostProgram(Process process, string readyWhen, TaskCompletionSource ready)
    {
        _process = process;
        _reading = ReadAsync(readyWhen, ready);
    }

    /// <summary>Whether all programs are found on the PATH.</summary>
    public static string[] Missing(params IEnumerable<string> programs) =>
        [.. programs.Where(program => !Folders().Any(folder => File.Exists(Path.Combine(folder, program))))];

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it wrote.</exception>
    public static async Task<string> RunAsync(IReadOnlyDictionary<string, string> environment, string program, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(StartInfo(environment, program, arguments))!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: status {process.ExitCode}\n{await output}{await errors}");
    }

    /// <summary>Starts a program, and waits until it has written to its standard error that it is ready.</summary>
    public static async Task<HostProgram> StartAsync(
        string readyWhen, IReadOnlyDictionary<string, string> environment, string program, params IEnumerable<string> arguments)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new HostProgram(Process.Start(StartInfo(environment, program, arguments))!, readyWhen, ready);
        try
        {
            await ready.Task.WaitAsync(StartLimit);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, as the machine's failure would.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync(string readyWhen, TaskCompletionSource ready)
    {
        Task output = _process.StandardOutput.ReadToEndAsync();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _errors.Add(line);
            if (line.Contains(readyWhen, StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        }

        await output;
        ready.TrySetException(new InvalidOperationException($"{_process.StartInfo.FileName} ended before it was ready:\n{_errors}"));
    }

    private static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string> environment, string program, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/sbin", "/sbin"]);
}
