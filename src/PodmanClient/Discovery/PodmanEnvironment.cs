using System.Runtime.InteropServices;
using Podman.Libpod;
using Varlink;
using Varlink.Transports;

namespace Podman.Discovery;

/// <summary>What discovery asks the process and the host for; tests put something else in its place.</summary>
/// <param name="GetVariable">Reads an environment variable; null where it is not set.</param>
/// <param name="GetUserId">The effective user id; null on a system that has none.</param>
/// <param name="CreateConnector">Makes a connector of an address. Throws <see cref="FormatException"/> where it is none.</param>
/// <param name="ReadFile">Reads a file; null where there is none.</param>
/// <param name="ListFolder">The paths of the files in a folder, without those below it; none where there is no such folder.</param>
/// <param name="CreateEngine">Makes an engine for Podman's REST service. Throws <see cref="FormatException"/> where the address is none.</param>
internal sealed record PodmanEnvironment(
    Func<string, string?> GetVariable,
    Func<uint?> GetUserId,
    Func<string, IVarlinkConnector> CreateConnector,
    Func<string, string?> ReadFile,
    Func<string, IReadOnlyList<string>> ListFolder,
    Func<LibpodEngineOptions, LibpodEngine> CreateEngine)
{
    public static PodmanEnvironment Current { get; } = new(
        Environment.GetEnvironmentVariable,
        static () => OperatingSystem.IsWindows() ? null : GetEffectiveUserId(),
        static address => VarlinkAddress.Parse(address).CreateConnector(),
        ReadIfThere,
        ListIfThere,
        static options => new LibpodEngine(options));

    /// <summary>A file that this user may not read is none of his.</summary>
    private static string? ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The same for a folder.</summary>
    private static IReadOnlyList<string> ListIfThere(string path)
    {
        try
        {
            return Directory.GetFiles(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [DllImport("libc", EntryPoint = "geteuid", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUserId();
}
