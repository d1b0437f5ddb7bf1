using System.Runtime.InteropServices;
using Varlink;
using Varlink.Transports;

namespace Podman.Discovery;

/// <summary>What discovery asks the process and the host for; tests put something else in its place.</summary>
/// <param name="GetVariable">Reads an environment variable; null where it is not set.</param>
/// <param name="GetUserId">The effective user id; null on a system that has none.</param>
/// <param name="CreateConnector">Makes a connector of an address. Throws <see cref="FormatException"/> where it is none.</param>
internal sealed record PodmanEnvironment(
    Func<string, string?> GetVariable, Func<uint?> GetUserId, Func<string, IVarlinkConnector> CreateConnector)
{
    public static PodmanEnvironment Current { get; } = new(
        Environment.GetEnvironmentVariable,
        static () => OperatingSystem.IsWindows() ? null : GetEffectiveUserId(),
        static address => VarlinkAddress.Parse(address).CreateConnector());

    [DllImport("libc", EntryPoint = "geteuid", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUserId();
}
