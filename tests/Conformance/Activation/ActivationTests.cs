using System.Net.Sockets;
using System.Runtime.Versioning;
using Varlink.Conformance.Certification;
using Varlink.TestKit;

namespace Varlink.Conformance.Activation;

/// <summary>A program of ours as a service that is started for its socket: it is certified, and leaves by itself.</summary>
[Platform("Linux", Reason = "Sockets are passed to processes on Linux only.")]
[SupportedOSPlatform("linux")]
public sealed class ActivationTests
{
    /// <summary>Seconds. Long enough to accept the client that waits, on any machine, and short enough for a test to wait.</summary>
    public const double Idle = 2;

    private TemporaryFolder _folder = null!;
    private string _program = null!;

    [SetUp]
    public void Write_the_program()
    {
        _folder = new TemporaryFolder();
        _program = ServiceScript.Write(_folder, Idle);
    }

    [TearDown]
    public void Tidy_up() => _folder.Dispose();

    [Test, CancelAfter(60_000)]
    public async Task A_service_that_its_client_starts_is_certified(CancellationToken cancellationToken)
    {
        await using VarlinkClient client = ClientOf($"exec:{_program}");
        await CertifyAsync(client, cancellationToken);
    }

    [Test, CancelAfter(60_000)]
    public async Task The_command_line_certifies_what_it_starts(CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        int status = await CertificationProgram.RunAsync(["certify-server", $"exec:{_program}"], output, error, cancellationToken);

        Assert.That(status, Is.EqualTo(CertificationProgram.Certified), output.ToString() + error);
    }

    [Test, CancelAfter(60_000)]
    public async Task A_connected_socket_is_served_until_its_client_leaves(CancellationToken cancellationToken)
    {
        (Socket mine, Socket theirs) = ActivatedProgram.CreatePair();
        await using ActivatedProgram service = ActivatedProgram.Start(_program, theirs);
        theirs.Dispose();
        await using (var client = new VarlinkClient(new OneConnection(mine), ServerTrial.ClientOptions(singleConnection: true)))
        {
            await CertifyAsync(client, cancellationToken);
        }

        Assert.That(await service.WaitForExitAsync(cancellationToken), Is.EqualTo(("ended with exit code 0", "")));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_listening_socket_is_served_by_one_instance_after_the_other(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["s"]));
        socket.Listen();
        for (int instance = 0; instance < 2; instance++)
        {
            // It comes before the service does, and waits at the socket.
            await using VarlinkClient client = ClientOf($"unix:{_folder["s"]}");
            await client.EnsureConnectedAsync(cancellationToken);
            await using ActivatedProgram service = ActivatedProgram.Start(_program, socket);

            await CertifyAsync(client, cancellationToken);
            await client.DisposeAsync();

            Assert.That(await service.WaitForExitAsync(cancellationToken), Is.EqualTo(("ended with exit code 0", "")));
            Assert.That(File.Exists(_folder["s"]), Is.True, "the socket is whoever's it was");
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task A_program_without_a_socket_says_so(CancellationToken cancellationToken)
    {
        using var error = new StringWriter();

        int status = await ActivatedService.RunAsync("1", error, cancellationToken);

        Assert.That(status, Is.EqualTo(CertificationProgram.NotCertified));
        Assert.That(error.ToString(), Does.Contain("LISTEN_FDS is not set"));
    }

    private static VarlinkClient ClientOf(string address) =>
        new(VarlinkAddress.Parse(address).CreateConnector(), ServerTrial.ClientOptions(singleConnection: true));

    private static async Task CertifyAsync(VarlinkClient client, CancellationToken cancellationToken)
    {
        var trial = new ServerTrial(client);
        await trial.RunAsync(cancellationToken);
        Assert.That(trial.Differences, Is.Empty);
    }
}
