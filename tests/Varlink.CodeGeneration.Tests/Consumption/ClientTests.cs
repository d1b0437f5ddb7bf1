namespace Varlink.CodeGeneration.Tests.Consumption;

public class ClientTests
{
    [Test]
    public async Task A_call_carries_its_parameters_and_returns_the_only_reply_member()
    {
        var caller = new RecordingCaller(new Parcel { Id = "7" });
        using var cancellation = new CancellationTokenSource();

        Parcel parcel = await new DepotClient(caller).GetAsync("7", 2, cancellation.Token);

        Assert.That(parcel.Id, Is.EqualTo("7"));
        Assert.That(
            caller.Calls,
            Is.EqualTo(new[]
            {
                ((VarlinkMethod)DepotMethods.Get, (object?)new DepotMethods.GetParameters { Id = "7", Depth = 2 }, false, cancellation.Token),
            }));
    }

    [Test]
    public async Task Parameters_at_the_end_that_may_be_missing_can_be_left_out()
    {
        var caller = new RecordingCaller(new StoreReply { Id = "7", Place = 3 });

        StoreReply reply = await new DepotClient(caller).StoreAsync(new Parcel(), ["a"], urgent: true);

        Assert.That(reply.Place, Is.EqualTo(3));
        Assert.That(caller.Calls.Single().Parameters, Is.EqualTo(new DepotMethods.StoreParameters { Tags = ["a"], Urgent = true }));
    }

    [Test]
    public async Task A_method_that_supports_more_can_be_called_either_way()
    {
        var caller = new RecordingCaller("ready");
        var client = new DepotClient(caller);

        Assert.That(await client.WatchAsync("7"), Is.EqualTo("ready"));
        await foreach (string state in client.WatchStreamAsync("7"))
        {
            Assert.That(state, Is.EqualTo("ready"));
        }

        Assert.That(caller.Calls.Select(call => call.Streams), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void A_method_that_requires_more_only_streams()
    {
        Assert.That(
            typeof(IDepotClient).GetMethods().Select(method => method.Name).Where(name => name.StartsWith("Follow", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "FollowStreamAsync" }));
    }

    [Test]
    public async Task A_method_without_reply_is_a_plain_task()
    {
        var caller = new RecordingCaller(default(VarlinkEmpty));

        await new DepotClient(caller).CloseAsync();

        Assert.That(caller.Calls.Single().Parameters, Is.EqualTo(default(VarlinkEmpty)));
        Assert.That(typeof(IDepotClient).GetMethod("CloseAsync")!.ReturnType, Is.EqualTo(typeof(Task)));
    }

    [Test]
    public void A_null_argument_is_refused_before_anything_is_sent()
    {
        var caller = new RecordingCaller();
        var client = new DepotClient(caller);

        Assert.That(() => client.GetAsync(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("id"));
        Assert.That(() => client.StoreAsync(new Parcel(), null!, false), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("tags"));
        Assert.That(() => client.WatchStreamAsync(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("id"));
        Assert.That(() => new DepotClient(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("caller"));
        Assert.That(caller.Calls, Is.Empty);
    }

    [Test]
    public void Parameters_named_like_keywords_are_refused_by_their_name()
    {
        var client = new global::Nasty.NastyClient(new RecordingCaller());

        Assert.That(
            () => client.DoItAsync(null!, null, "", new global::Nasty.DoItParametersStruct(), ""),
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("in"));
    }

    [Test]
    public async Task The_client_disposes_what_carries_its_calls()
    {
        var caller = new RecordingCaller();

        await new DepotClient(caller).DisposeAsync();

        Assert.That(caller.IsDisposed, Is.True);
    }

    [Test]
    public void Descriptors_say_what_the_comments_say()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DepotMethods.Get.FullName, Is.EqualTo("org.example.depot.Get"));
            Assert.That(DepotMethods.Get.IsReadOnly, Is.True);
            Assert.That(DepotMethods.Store.Traits, Is.EqualTo(VarlinkMethodTraits.None));
            Assert.That(DepotMethods.Watch.Traits, Is.EqualTo(VarlinkMethodTraits.SupportsMore));
            Assert.That(DepotMethods.Follow.Traits, Is.EqualTo(VarlinkMethodTraits.RequiresMore | VarlinkMethodTraits.LongRunning));
            Assert.That(DepotMethods.Close.ParametersEncoder, Is.Null);
            Assert.That(DepotMethods.Close.ReplyDecoder, Is.Null);
        }
    }

    [Test]
    public void The_interface_lists_its_methods_and_its_text()
    {
        string path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "Interfaces", "org.example.depot.varlink");

        Assert.That(DepotMethods.Get.InterfaceName, Is.EqualTo(DepotInterface.Name));
        Assert.That(File.ReadAllText(path), Is.EqualTo(DepotInterface.Description));
        Assert.That(
            DepotInterface.Methods.Select(method => method.Name),
            Is.EqualTo(new[] { "Get", "GetVersion", "Store", "Pack", "Wrap", "Find", "Watch", "Follow", "Tick", "Close" }));
    }

    [Test]
    public void Metadata_of_the_item_decides_about_names_access_and_sides()
    {
        Type client = typeof(Certification.Hidden.TrialClient);

        Assert.That(client.IsVisible, Is.False);
        Assert.That(client.Assembly.GetType("Certification.Hidden.TrialServiceBase"), Is.Null);
        Assert.That(client.Assembly.GetTypes().Where(type => type.Namespace == "Certification.Hidden" && type.IsVisible), Is.Empty);
    }

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
