using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Varlink.TestKit;

namespace Varlink.Conformance.Places;

/// <summary>The certification program of varlink for Go, which Debian has in its package <c>varlink-go</c>.</summary>
internal sealed class GoCertification : IAsyncDisposable
{
    private const string Program = "varlink-go-certification";

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private GoCertification(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Skips the test where the program is not installed; continuous integration must have it.</summary>
    public static void SkipUnlessInstalled()
    {
        if (IsInstalled())
        {
            return;
        }

        const string reason = $"{Program} is not installed: apt-get install varlink-go";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
    }

    /// <summary>Runs it as a server. It listens a moment later: wait for its socket.</summary>
    public static GoCertification Serve(string address) => new("-varlink", address);

    /// <summary>Runs it as a client, which calls at once.</summary>
    public static GoCertification Call(string address) => new("-client", "-varlink", address);

    /// <summary>An address for its server. It cannot say which port it was given, so it is told a free one.</summary>
    public static string AddressFor(string kind, TemporaryFolder folder) => kind switch
    {
        Place.Tcp4 => $"tcp:127.0.0.1:{FreePort(IPAddress.Loopback)}",
        Place.Tcp6 => $"tcp:[::1]:{FreePort(IPAddress.IPv6Loopback)}",
        _ => Place.AddressToListenOn(kind, folder),
    };

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit status, and all that it printed.</returns>
    public async Task<(int Status, string Output)> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, await _output + await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await Task.WhenAll(_output, _errors);
        _process.Dispose();
    }

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    private static int FreePort(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
