using Varlink.Conformance.Certification;
using Varlink.Conformance.Places;
using Varlink.TestKit;

namespace Varlink.Conformance.Tests;

/// <summary>The implementation for Go and ours certify each other.</summary>
public class GoTests
{
    private const int Clients = 5;

    [SetUp]
    public void Needs_the_implementation_for_Go() => GoCertification.SkipUnlessInstalled();

    [TestCaseSource(typeof(Place), nameof(Place.Sockets)), CancelAfter(60_000)]
    public async Task Our_client_certifies_the_server_of_Go(string kind, CancellationToken cancellationToken)
    {
        Place.SkipUnlessHostHas(kind);
        using var folder = new TemporaryFolder();
        string address = GoCertification.AddressFor(kind, folder);
        await using GoCertification go = GoCertification.Serve(address);
        await using VarlinkClient client = ClientThatWaits(address);
        var trial = new ServerTrial(client);

        await trial.RunAsync(cancellationToken);

        Assert.That(trial.Differences, Is.Empty);
    }

    [TestCaseSource(typeof(Place), nameof(Place.Sockets)), CancelAfter(60_000)]
    public async Task The_client_of_Go_is_certified_by_our_server(string kind, CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(kind, cancellationToken);
        await using GoCertification go = GoCertification.Call(place.Address);

        (int status, string output) = await go.EndAsync(cancellationToken);

        Assert.That(status, Is.Zero, output);
        Assert.That(output, Does.Contain("Reply number 10").And.Contain("End: 'true'"));
        Assert.That(await place.Service.FirstVerdict.WaitAsync(cancellationToken), Is.True);
    }

    [Test, CancelAfter(60_000)]
    public async Task Several_of_our_clients_at_once_certify_one_server_of_Go(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        string address = GoCertification.AddressFor(Place.Unix, folder);
        await using GoCertification go = GoCertification.Serve(address);

        IReadOnlyList<string>[] differences = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            await using VarlinkClient client = ClientThatWaits(address);
            var trial = new ServerTrial(client);
            await trial.RunAsync(cancellationToken);
            return trial.Differences;
        }));

        Assert.That(differences.SelectMany(each => each), Is.Empty);
    }

    [Test, CancelAfter(60_000)]
    public async Task Several_clients_of_Go_at_once_are_served(CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        List<GoCertification> clients = [];
        try
        {
            for (int i = 0; i < Clients; i++)
            {
                clients.Add(GoCertification.Call(place.Address));
            }

            (int Status, string Output)[] ends = await Task.WhenAll(clients.Select(each => each.EndAsync(cancellationToken)));
            Assert.That(ends, Has.All.Matches<(int Status, string Output)>(end => end.Status == 0 && end.Output.Contains("End: 'true'")));
        }
        finally
        {
            foreach (GoCertification each in clients)
            {
                await each.DisposeAsync();
            }
        }
    }

    /// <summary>Errors of theirs are read as ours are: it says null where the interface promises an object.</summary>
    [Test, CancelAfter(60_000)]
    public async Task The_errors_of_Go_arrive_typed(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        string address = GoCertification.AddressFor(Place.Unix, folder);
        await using GoCertification go = GoCertification.Serve(address);
        await using VarlinkClient varlink = ClientThatWaits(address);
        var client = new Interface.CertificationClient(varlink);
        string id = await client.StartAsync(cancellationToken);

        await Assert.ThrowsAsync<Interface.ClientIdErrorException>(() => client.Test01Async("somebody", cancellationToken));
        await Assert.ThrowsAsync<Interface.CertificationErrorException>(() => client.Test02Async(id, false, cancellationToken));
    }

    private static VarlinkClient ClientThatWaits(string address)
    {
        VarlinkClientOptions options = ServerTrial.ClientOptions();
        options.WaitForSocket = true;
        options.ConnectRetryPeriod = TimeSpan.FromSeconds(20);
        options.ConnectTimeout = TimeSpan.FromSeconds(20);
        return new VarlinkClient(VarlinkAddress.Parse(address).CreateConnector(), options);
    }
}
