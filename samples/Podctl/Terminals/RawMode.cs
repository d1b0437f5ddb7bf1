using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Podctl.Terminals;

/// <summary>
/// While it lives, this process's terminal hands over every key as it is pressed and shows none: the terminal in the container does both.
/// Disposing of it, and the end of the process, bring back what was.
/// </summary>
internal sealed partial class RawMode : IDisposable
{
    private const int StandardInput = 0;

    /// <summary>TCSADRAIN: what was written goes out first.</summary>
    private const int AfterOutput = 1;

    /// <summary>struct termios has 60 bytes on Linux; nobody but the C library looks into it.</summary>
    private const int SettingsSize = 256;

    private readonly byte[] _settings = new byte[SettingsSize];

    public RawMode()
    {
        Check(GetSettings(StandardInput, _settings));
        byte[] raw = [.. _settings];
        MakeRaw(raw);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        Check(SetSettings(StandardInput, AfterOutput, raw));
    }

    /// <summary>What is typed. The console's own stream would edit lines.</summary>
    public Stream Input { get; } = new FileStream(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Restore();
    }

    private void OnExit(object? sender, EventArgs e) => Restore();

    /// <summary>Where it fails the terminal has gone, and there is nothing to bring back.</summary>
    private void Restore() => _ = SetSettings(StandardInput, AfterOutput, _settings);

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new IOException($"The terminal does not let its mode be changed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetSettings(int file, Span<byte> settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSettings(int file, int when, ReadOnlySpan<byte> settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void MakeRaw(Span<byte> settings);
}
