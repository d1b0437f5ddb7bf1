using Varlink;

namespace OwnInterface.Tests;

/// <summary>How one tests a service of one's own: in process, with everything but the socket.</summary>
[CancelAfter(30_000)]
public class KettleTests
{
    private VarlinkServer _server = null!;
    private KettleClient _kettle = null!;

    [SetUp]
    public void SetUp()
    {
        _server = new VarlinkServer(new Kettle(timePerStep: TimeSpan.Zero));
        _kettle = new KettleClient(new VarlinkClient(_server.CreateInProcessConnector()));
    }

    [TearDown]
    public async Task TearDown()
    {
        await _kettle.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task It_heats_up_to_the_target(CancellationToken cancellationToken)
    {
        await _kettle.FillAsync(1, note: null, cancellationToken);

        List<long> temperatures = await _kettle.HeatStreamAsync(90, cancellationToken).ToListAsync(cancellationToken);

        Assert.That(temperatures, Is.EqualTo([40L, 60, 80, 90]));
        Assert.That((await _kettle.GetStatusAsync(cancellationToken)).State, Is.EqualTo(State.Off));
    }

    [Test]
    public async Task It_does_not_heat_without_water(CancellationToken cancellationToken)
    {
        await _kettle.FillAsync(0.125, note: null, cancellationToken);

        NotEnoughWaterException? error = await Assert.ThrowsAsync<NotEnoughWaterException>(
            async () => await _kettle.HeatStreamAsync(90, cancellationToken).CountAsync(cancellationToken));

        Assert.That((error!.Level, error.Needed), Is.EqualTo((0.125, 0.25)));
    }

    [Test]
    public async Task What_is_stuck_on_it_stays_until_something_else_is(CancellationToken cancellationToken)
    {
        Assert.That((await _kettle.GetStatusAsync(cancellationToken)).Note, Is.Null);

        await _kettle.FillAsync(1, "descale me", cancellationToken);
        await _kettle.FillAsync(1, note: null, cancellationToken);

        Status expected = new() { State = State.Off, Level = 2, Temperature = 20, Note = "descale me" };
        Assert.That(await _kettle.GetStatusAsync(cancellationToken), Is.EqualTo(expected));
    }
}
