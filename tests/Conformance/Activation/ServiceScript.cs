using System.Runtime.InteropServices;
using Varlink.TestKit;

namespace Varlink.Conformance.Activation;

/// <summary>This project as a program of one file, for those who start a program by its name alone.</summary>
internal static class ServiceScript
{
    /// <summary>Writes it.</summary>
    /// <returns>Its path. It is <see cref="ActivatedService"/>.</returns>
    public static string Write(TemporaryFolder folder, double idleSeconds)
    {
        // The host that runs this process lies above its runtime: shared/Microsoft.NETCore.App/VERSION/.
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        string assembly = typeof(ServiceScript).Assembly.Location;
        string path = folder["service"];
        File.WriteAllText(path, FormattableString.Invariant($"#!/bin/sh\nexec '{host}' '{assembly}' {ActivatedService.Command} {idleSeconds}\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
