using Varlink.Conformance.Certification;
using Varlink.Conformance.Places;

namespace Varlink.Conformance.Tests;

/// <summary>Our client certifies our server, and is certified by it.</summary>
public class OwnImplementationTests
{
    private const int Clients = 20;

    [Test, CancelAfter(30_000)]
    public async Task Client_and_server_certify_each_other(
        [ValueSource(typeof(Place), nameof(Place.All))] string kind, [Values] bool singleConnection, CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(kind, cancellationToken);
        await using VarlinkClient client = place.CreateClient(singleConnection);
        var trial = new ServerTrial(client);

        await trial.RunAsync(cancellationToken);

        Assert.That(trial.Differences, Is.Empty);
        Assert.That(await place.Service.FirstVerdict.WaitAsync(cancellationToken), Is.True);
    }

    [TestCaseSource(typeof(Place), nameof(Place.All)), CancelAfter(60_000)]
    public async Task Several_clients_at_once_do_not_disturb_each_other(string kind, CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(kind, cancellationToken);

        IReadOnlyList<string>[] differences = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(
            async () =>
            {
                await using VarlinkClient client = place.CreateClient();
                var trial = new ServerTrial(client);
                await trial.RunAsync(cancellationToken);
                return trial.Differences;
            },
            cancellationToken)));

        Assert.That(differences.SelectMany(each => each), Is.Empty);
    }

    [Test, CancelAfter(30_000)]
    public async Task Every_step_is_reported(CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Memory, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        List<string> lines = [];

        await new ServerTrial(client, lines.Add).RunAsync(cancellationToken);

        string[] steps = [.. lines.Select(line => line.Split(' ')[0])];
        string[] expected = ["Start", .. Enumerable.Range(1, 11).Select(n => $"Test{n:00}"), "End"];
        Assert.That(steps, Is.EqualTo(expected));
    }
}
