using System.Diagnostics;
using System.Runtime.Versioning;
using Varlink.Conformance.Certification;
using Varlink.Conformance.Systemd;
using Varlink.TestKit;

namespace Varlink.Conformance.Activation;

/// <summary>The same program, started by systemd.</summary>
[Platform("Linux", Reason = "systemd is on Linux only.")]
[SupportedOSPlatform("linux")]
public sealed class SystemdActivationTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Needs_the_programs_of_systemd()
    {
        SystemdTree.SkipUnlessFetched();
        _folder = new TemporaryFolder();
    }

    [TearDown]
    public void Tidy_up() => _folder?.Dispose();

    [Test, CancelAfter(60_000)]
    public async Task The_listening_socket_is_passed_on_and_the_service_leaves_when_it_is_idle(CancellationToken cancellationToken)
    {
        string socket = _folder["s"];
        using Process activation = Activate(socket, ActivationTests.Idle);
        try
        {
            Task<string> errors = activation.StandardError.ReadToEndAsync(cancellationToken);
            await CertifyAsync(socket, cancellationToken);

            // It became the service when the first client came, so its end is that of the service.
            await activation.WaitForExitAsync(cancellationToken);
            Assert.That(activation.ExitCode, Is.Zero, await errors);
        }
        finally
        {
            activation.Kill(entireProcessTree: true);
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task Each_connection_is_passed_to_a_service_of_its_own(CancellationToken cancellationToken)
    {
        const int clients = 3;
        string socket = _folder["s"];
        using Process activation = Activate(socket, idleSeconds: 0, "--accept");
        try
        {
            for (int i = 0; i < clients; i++)
            {
                await CertifyAsync(socket, cancellationToken);
            }

            for (int ended = 0; ended < clients;)
            {
                string line = await activation.StandardError.ReadLineAsync(cancellationToken)
                    ?? throw new AssertionException("systemd-socket-activate has ended.");
                Assert.That(line, Does.Not.Match(@"died with code [^0]|dumped core|killed"));
                ended += line.Contains("died with code 0", StringComparison.Ordinal) ? 1 : 0;
            }
        }
        finally
        {
            activation.Kill(entireProcessTree: true);
            await activation.WaitForExitAsync(CancellationToken.None);
        }
    }

    private Process Activate(string socket, double idleSeconds, params string[] options) =>
        SystemdTree.Start("systemd-socket-activate", [.. options, "--fdname=varlink", "-l", socket, ServiceScript.Write(_folder, idleSeconds)]);

    private static async Task CertifyAsync(string socket, CancellationToken cancellationToken)
    {
        VarlinkClientOptions options = ServerTrial.ClientOptions(singleConnection: true);
        options.WaitForSocket = true;
        options.ConnectRetryPeriod = TimeSpan.FromSeconds(20);
        options.ConnectTimeout = TimeSpan.FromSeconds(20);
        await using var client = new VarlinkClient(VarlinkAddress.Parse($"unix:{socket}").CreateConnector(), options);
        var trial = new ServerTrial(client);
        await trial.RunAsync(cancellationToken);
        Assert.That(trial.Differences, Is.Empty);
    }
}
