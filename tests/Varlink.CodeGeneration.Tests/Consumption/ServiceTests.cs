using Varlink.CodeGeneration.Tests.Codecs;

namespace Varlink.CodeGeneration.Tests.Consumption;

/// <summary>A generated client and a generated service, with the whole runtime between them.</summary>
[CancelAfter(20_000)]
public class ServiceTests
{
    private static async Task With(DepotServiceBase service, Func<DepotClient, Task> test)
    {
        await using var server = new VarlinkServer(service);
        await using var client = new DepotClient(new VarlinkClient(server.CreateInProcessConnector()));
        await test(client);
    }

    [Test]
    public Task A_call_goes_there_and_back_whole() => With(new Depot(), async client =>
    {
        StoreReply reply = await client.StoreAsync(Parcels.Full, ["a"], urgent: true, "careful");

        Assert.That(reply, Is.EqualTo(new StoreReply { Id = "7 a True careful", Place = 1 }));
        Assert.That(await client.GetAsync("7"), Is.EqualTo(Parcels.Full));
    });

    [Test]
    public Task A_reply_that_may_be_missing_may_be_missing() => With(new Depot(), async client =>
    {
        Assert.That(await client.FindAsync(), Is.Null);
        Assert.That(await client.FindAsync(Size.Large), Is.EqualTo(new Parcel { Size = Size.Large }));
    });

    [Test]
    public Task A_struct_without_name_is_a_record() => With(new Depot(), async client =>
        Assert.That(await client.GetVersionAsync(), Is.EqualTo(new GetVersionReplyVersion { Version = "1.2", Build = 3 })));

    [Test]
    public Task Errors_arrive_as_the_exception_that_was_thrown() => With(new Depot(), async client =>
    {
        NotFoundException exception = (await Assert.ThrowsAsync<NotFoundException>(() => client.GetAsync("8")))!;

        Assert.That(exception.Id, Is.EqualTo("8"));
        Assert.That(exception.Method, Is.EqualTo("org.example.depot.Get"));
    });

    [Test]
    public Task A_method_that_is_not_overridden_is_not_implemented() => With(new Empty(), async client =>
    {
        using (Assert.EnterMultipleScope())
        {
            await Assert.ThrowsAsync<MethodNotImplementedException>(() => client.GetAsync("7"));
            await Assert.ThrowsAsync<MethodNotImplementedException>(() => client.CloseAsync());
            await Assert.ThrowsAsync<MethodNotImplementedException>(() => Collect(client.WatchStreamAsync("7")));
            await Assert.ThrowsAsync<MethodNotImplementedException>(() => Collect(client.FollowStreamAsync()));
        }
    });

    [Test]
    public Task A_stream_unless_overridden_is_the_single_reply() => With(new Depot(), async client =>
    {
        Assert.That(await client.WatchAsync("7"), Is.EqualTo("7 is ready"));
        Assert.That(await Collect(client.WatchStreamAsync("7")), Is.EqualTo(new[] { "7 is ready" }));
        Assert.That(await Collect(client.TickStreamAsync()), Is.EqualTo(new[] { default(VarlinkEmpty) }));
    });

    [Test]
    public Task A_stream_gives_its_items_in_order() => With(new Depot(), async client =>
    {
        List<FollowReply> replies = await Collect(client.FollowStreamAsync());

        Assert.That(replies.Select(reply => reply.At), Is.EqualTo(new[] { "0", "1", "2" }));
    });

    [Test]
    public Task A_method_that_requires_more_says_so_to_a_plain_call() => WithPlain(async plain =>
    {
        var withoutMore = new VarlinkMethod<VarlinkEmpty, FollowReply>(
            DepotInterface.Name, "Follow", VarlinkMethodTraits.None, null, null, null, DepotMethods.Follow.ReplyDecoder, null);

        await Assert.ThrowsAsync<ExpectedMoreException>(() => plain.CallAsync(withoutMore, default));
    });

    [Test]
    public Task An_unknown_method_is_not_found() => WithPlain(async plain =>
    {
        var unknown = new VarlinkMethod<VarlinkEmpty, VarlinkEmpty>(
            DepotInterface.Name, "Vanish", VarlinkMethodTraits.None, null, null, null, null, null);

        await Assert.ThrowsAsync<MethodNotFoundException>(() => plain.CallAsync(unknown, default));
    });

    [Test]
    public Task Parameters_that_cannot_be_sent_are_refused_on_this_side() => With(new Depot(), async client =>
    {
        await Assert.ThrowsAsync<ArgumentException>(() => client.PackAsync(new Box()));
    });

    [Test]
    public void The_service_gives_out_its_description()
    {
        Assert.That(new Depot().InterfaceDescription, Is.EqualTo(DepotInterface.Description));
        Assert.That(new Depot().InterfaceName, Is.EqualTo(DepotInterface.Name));
    }

    private static async Task WithPlain(Func<VarlinkClient, Task> test)
    {
        await using var server = new VarlinkServer(new Depot());
        await using var client = new VarlinkClient(server.CreateInProcessConnector());
        await test(client);
    }

    private static async Task<List<T>> Collect<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (T item in items)
        {
            list.Add(item);
        }

        return list;
    }

    private sealed class Empty : DepotServiceBase;

    private sealed class Depot : DepotServiceBase
    {
        public override Task<Parcel> GetAsync(string id, long? depth, VarlinkCallContext context, CancellationToken cancellationToken) =>
            id == "7" ? Task.FromResult(Parcels.Full) : throw new NotFoundException(id);

        public override Task<GetVersionReplyVersion> GetVersionAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
            Task.FromResult(new GetVersionReplyVersion { Version = "1.2", Build = 3 });

        public override Task<StoreReply> StoreAsync(
            Parcel parcel,
            IReadOnlyList<string> tags,
            bool urgent,
            string? comment,
            VarlinkCallContext context,
            CancellationToken cancellationToken) =>
            Task.FromResult(new StoreReply { Id = $"{parcel.Id} {tags[0]} {urgent} {comment}", Place = 1 });

        public override Task<Parcel?> FindAsync(Size? size, VarlinkCallContext context, CancellationToken cancellationToken) =>
            Task.FromResult(size is { } wanted ? new Parcel { Size = wanted } : null);

        public override Task<string> WatchAsync(string id, VarlinkCallContext context, CancellationToken cancellationToken) =>
            Task.FromResult(id + " is ready");

        public override Task TickAsync(VarlinkCallContext context, CancellationToken cancellationToken) => Task.CompletedTask;

        public override async IAsyncEnumerable<FollowReply> FollowStreamAsync(
            VarlinkCallContext context,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (int i = 0; i < 3; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return new FollowReply { Parcel = new Parcel { Size = Size.Small }, At = $"{i}" };
            }
        }
    }
}
