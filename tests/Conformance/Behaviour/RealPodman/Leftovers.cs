using System.Diagnostics;

namespace Varlink.Conformance.Behaviour.RealPodman;

/// <summary>What a Podman may leave behind although it was told to remove everything: monitors of containers, and mounts.</summary>
internal static class Leftovers
{
    /// <summary>Ends the processes that work on a folder: those whose command line names it.</summary>
    public static async Task EndProcessesAsync(string folder)
    {
        foreach (Process process in Process.GetProcesses())
        {
            using (process)
            {
                if (process.Id != Environment.ProcessId && CommandLine(process.Id).Contains(folder + "/", StringComparison.Ordinal))
                {
                    process.Kill();
                    await process.WaitForExitAsync();
                }
            }
        }
    }

    /// <summary>Unmounts what is mounted below a folder, the innermost first.</summary>
    public static async Task UnmountAsync(string folder)
    {
        IEnumerable<string> points = File.ReadLines("/proc/self/mounts")
            .Select(line => line.Split(' ')[1])
            .Where(point => point.StartsWith(folder + "/", StringComparison.Ordinal))
            .Reverse();
        foreach (string point in points.ToList())
        {
            await HostProgram.RunAsync(new Dictionary<string, string>(), "umount", point);
        }
    }

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}
