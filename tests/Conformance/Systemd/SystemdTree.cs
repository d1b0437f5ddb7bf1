using System.Diagnostics;
using System.Runtime.CompilerServices;
using Varlink.TestKit;

namespace Varlink.Conformance.Systemd;

/// <summary>The folder with systemd's programs, which <c>.ci/fetch-systemd</c> fills.</summary>
internal static class SystemdTree
{
    private static readonly string Root = Environment.GetEnvironmentVariable("VARLINK_SYSTEMD_ROOT") ?? BesideTheSource();

    /// <summary>Runs any program of the tree with the tree's own loader and libraries.</summary>
    private static string Runner => Path.Combine(Root, "run");

    /// <summary>Also in continuous integration: there may be no newer release to be had there, and then the script has said so.</summary>
    public static void SkipUnlessFetched()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Runner))
        {
            Assert.Ignore("systemd's programs are not here: run .ci/fetch-systemd on a Debian or its like.");
        }
    }

    /// <summary>Starts a program, whose output is to be read.</summary>
    public static Process Start(string program, params IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(Runner, [$"usr/bin/{program}", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Status, string Output, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using Process process = Start(program, arguments);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            // Nothing happens to one that has ended.
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Makes one file of a program and its arguments, for those who start a program by its name alone.</summary>
    public static string WriteScript(TemporaryFolder folder, string program, params IEnumerable<string> arguments)
    {
        string path = folder[program];
        string command = string.Join(' ', new[] { Runner, $"usr/bin/{program}" }.Concat(arguments).Select(word => $"'{word}'"));
        File.WriteAllText(path, $"#!/bin/sh\nexec {command}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private static string BesideTheSource([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../artifacts/systemd"));
}
