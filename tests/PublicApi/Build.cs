using System.Diagnostics;

namespace PublicApi;

/// <summary>A build that logs what the analyzer has to say of the public API, and does not fail for it.</summary>
internal static class Build
{
    public static async Task<int> RunAsync(string project)
    {
        using Process build = Process.Start("dotnet", ["build", project, "-p:PublicApiLog=true", "-nologo", "-consoleLoggerParameters:ErrorsOnly;NoSummary"]);
        await build.WaitForExitAsync();
        return build.ExitCode;
    }
}
