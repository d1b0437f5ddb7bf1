using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Podman.Discovery;
using Varlink;
using Varlink.Transports;

namespace Podman.Tests.Discovery;

[CancelAfter(20_000)]
public class ConnectTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("podman").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_client_connects_to_a_socket(CancellationToken cancellationToken)
    {
        string address = $"unix:{_folder}/io.podman";
        await using IVarlinkListener listener = await VarlinkAddress.Parse(address).ListenAsync(cancellationToken);
        Task serving = AnswerAsync(listener, cancellationToken);
        await using PodmanClient client = await PodmanClient.ConnectAsync(address, cancellationToken: cancellationToken);
        await serving;
    }

    [Test]
    public async Task The_address_given_goes_before_that_of_the_options(CancellationToken cancellationToken)
    {
        var options = new PodmanClientOptions { Address = $"unix:{_folder}/by-option" };
        var error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => PodmanClient.ConnectAsync($"unix:{_folder}/given", options, cancellationToken));
        Assert.That(error!.Attempts.Single().Address, Does.EndWith("/given"));
        error = await Assert.ThrowsAsync<VarlinkConnectionException>(() => PodmanClient.ConnectAsync(null, options, cancellationToken));
        Assert.That(error!.Attempts.Single().Address, Does.EndWith("/by-option"));
        Assert.That(error.Reason, Is.EqualTo(VarlinkConnectionReason.NotFound));
    }

    [Test]
    [Platform("Linux")]
    public void The_process_knows_its_user()
    {
        string ids = File.ReadLines("/proc/self/status").Single(static line => line.StartsWith("Uid:", StringComparison.Ordinal));
        string effective = ids.Split('\t')[2];
        Assert.That(PodmanEnvironment.Current.GetUserId(), Is.EqualTo(uint.Parse(effective, CultureInfo.InvariantCulture)));
    }

    private static async Task AnswerAsync(IVarlinkListener listener, CancellationToken cancellationToken)
    {
        VarlinkTransportConnection? connection = await listener.AcceptAsync(cancellationToken);
        await using (connection)
        {
            ReadResult request = await connection!.Input.ReadAsync(cancellationToken);
            Assert.That(Encoding.UTF8.GetString(request.Buffer), Is.EqualTo(FakeHost.GetVersion + '\0'));
            connection.Input.AdvanceTo(request.Buffer.End);
            byte[] reply = Encoding.UTF8.GetBytes("""{"parameters":{"version":{"version":"0.9.1"}}}""" + '\0');
            await connection.Output.WriteAsync(reply, cancellationToken);
        }
    }
}
