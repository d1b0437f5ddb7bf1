using System.Text.Json;

namespace Varlink.CodeGeneration.Tests.Codecs;

public class ReadingTests
{
    [Test]
    public void A_record_is_read_in_the_order_of_the_interface()
    {
        Parcel parcel = Json.Decode(ParcelCodec.Read, Parcels.FullJson);

        Assert.That(parcel, Is.EqualTo(Parcels.Full));
    }

    [Test]
    public void Members_may_come_in_any_order()
    {
        using JsonDocument document = JsonDocument.Parse(Parcels.FullJson);
        string reversed = "{" + string.Join(",", document.RootElement.EnumerateObject().Reverse().Select(member => member.ToString())) + "}";

        Assert.That(Json.Decode(ParcelCodec.Read, reversed), Is.EqualTo(Parcels.Full));
    }

    [Test]
    public void Missing_members_have_their_defaults()
    {
        Parcel parcel = Json.Decode(ParcelCodec.Read, "{}");

        Assert.That(parcel, Is.EqualTo(new Parcel()));
        Assert.That(parcel.Id, Is.Empty);
        Assert.That(parcel.To, Is.EqualTo(new Address()));
        Assert.That(parcel.Extra.GetRawText(), Is.EqualTo("{}"));
        Assert.That(parcel.From, Is.Null);
    }

    [Test]
    public void Null_reads_as_the_default_of_every_member()
    {
        using JsonDocument document = JsonDocument.Parse(Parcels.FullJson);
        string nulls = "{" + string.Join(",", document.RootElement.EnumerateObject().Select(member => $"\"{member.Name}\":null")) + "}";

        Assert.That(Json.Decode(ParcelCodec.Read, nulls), Is.EqualTo(new Parcel()));
    }

    [Test]
    public void Unknown_members_are_skipped_whatever_they_are()
    {
        Parcel parcel = Json.Decode(
            ParcelCodec.Read, """{"x":{"id":"no"},"id":"1","y":[[{}],"id"],"count":2,"z":null,"tags":["a"],"":1}""");

        Assert.That(parcel, Is.EqualTo(new Parcel { Id = "1", Count = 2, Tags = ["a"] }));
    }

    [Test]
    public void The_last_of_equal_members_counts()
    {
        Parcel parcel = Json.Decode(
            ParcelCodec.Read, """{"id":"1","count":1,"tags":["a"],"id":"2","tags":[],"count":3,"labels":{"k":"1","k":"2"},"note":"x","note":null}""");

        Assert.That(parcel, Is.EqualTo(new Parcel { Id = "2", Count = 3, Labels = new Dictionary<string, string> { ["k"] = "2" } }));
    }

    [Test]
    public void Names_and_texts_may_be_escaped()
    {
        Parcel parcel = Json.Decode(ParcelCodec.Read, """{"\u0069d":"\u00e4\n","la\u0062els":{"\u006b":"v"},"size":"sm\u0061ll"}""");

        Assert.That(
            parcel, Is.EqualTo(new Parcel { Id = "ä\n", Labels = new Dictionary<string, string> { ["k"] = "v" }, Size = Size.Small }));
    }

    [Test]
    public void A_whole_number_is_a_float()
    {
        Assert.That(Json.Decode(ParcelCodec.Read, """{"weight":1}""").Weight, Is.EqualTo(1.0));
    }

    [TestCase("""{"id":1}""", 6)]
    [TestCase("""{"count":"1"}""", 9)]
    [TestCase("""{"count":1.5}""", 9)]
    [TestCase("""{"count":9223372036854775808}""", 9)]
    [TestCase("""{"weight":"1"}""", 10)]
    [TestCase("""{"weight":1e999}""", 10)]
    [TestCase("""{"fragile":0}""", 11)]
    [TestCase("""{"size":1}""", 8)]
    [TestCase("""{"to":[]}""", 6)]
    [TestCase("""{"tags":{}}""", 8)]
    [TestCase("""{"tags":[1]}""", 9)]
    [TestCase("""{"labels":[]}""", 10)]
    [TestCase("""{"marks":["a"]}""", 9)]
    [TestCase("""{"stops":[{"street":1}]}""", 20)]
    [TestCase("""{"grid":[[1],["a"]]}""", 14)]
    [TestCase("""{"extra":1}""", 9)]
    [TestCase("""{"maybe":"a"}""", 9)]
    [TestCase("""{"created":"yesterday"}""", 11)]
    [TestCase("""{"created":"2018-08-05T10:00:00"}""", 11)]
    [TestCase("""{"created":"\ud800"}""", 11)]
    [TestCase("""{"\ud800":1}""", 1)]
    [TestCase("""{"id":"\ud800"}""", 6)]
    [TestCase("""{"size":"\ud800"}""", 8)]
    [TestCase("""{"labels":{"\ud800":""}}""", 11)]
    [TestCase("[]", 0)]
    [TestCase("7", 0)]
    public void A_value_of_another_type_is_refused_and_its_place_named(string json, int offset)
    {
        VarlinkJsonException failure = Assert.Throws<VarlinkJsonException>(() => Json.Decode(ParcelCodec.Read, json))!;

        Assert.That(failure.ByteOffset, Is.EqualTo(offset));
    }

    [Test]
    public void Values_of_an_enum_that_nobody_knew_survive()
    {
        Parcel parcel = Json.Decode(ParcelCodec.Read, """{"size":"gigantic"}""");

        Assert.That(parcel.Size, Is.EqualTo(new Size("gigantic")));
        Assert.That(parcel.Size.ToString(), Is.EqualTo("gigantic"));
    }

    [TestCase("""{"created":1533463200}""", 1533463200)]
    [TestCase("""{"created":"2018-08-05T10:00:00Z"}""", 1533463200)]
    [TestCase("""{"created":"2018-08-05T12:00:00.999999999+02:00"}""", 1533463200)]
    [TestCase("""{"created":"0001-01-01T00:00:00Z"}""", -62135596800)]
    [TestCase("""{"created":null}""", 0)]
    public void A_time_may_be_a_number_or_text(string json, long expected)
    {
        Assert.That(Json.Decode(ParcelCodec.Read, json).Created, Is.EqualTo(expected));
    }

    [TestCase("""{"number":1}""", 1)]
    [TestCase("""{"parcelId":2}""", 2)]
    [TestCase("""{"number":1,"parcelId":2}""", 1)]
    [TestCase("""{"parcelId":2,"number":1}""", 1)]
    [TestCase("""{"parcelId":2,"id":"x","parcelId":3}""", 3)]
    public void A_second_name_is_read_where_the_first_is_missing(string json, long expected)
    {
        Assert.That(Json.Decode(ParcelCodec.Read, json).Number, Is.EqualTo(expected));
    }

    [TestCase("""{"version":{"version":"1","build":2}}""")]
    [TestCase("""{"version":"1","build":2}""")]
    [TestCase("""{"build":2,"other":{},"version":"1"}""")]
    public void A_reply_of_one_struct_may_come_flat(string json)
    {
        GetVersionReplyVersion version = Json.Decode(GetVersionReplyCodec.Read, json);

        Assert.That(version, Is.EqualTo(new GetVersionReplyVersion { Version = "1", Build = 2 }));
    }

    [Test]
    public void Empty_collections_share_an_instance()
    {
        Parcel one = Json.Decode(ParcelCodec.Read, """{"tags":[],"labels":{},"marks":{},"stops":[],"routes":{}}""");
        Parcel other = Json.Decode(ParcelCodec.Read, "{}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(one.Tags, Is.SameAs(other.Tags));
            Assert.That(one.Labels, Is.SameAs(other.Labels));
            Assert.That(one.Marks, Is.SameAs(other.Marks));
            Assert.That(one.Stops, Is.SameAs(other.Stops));
            Assert.That(one.Routes, Is.SameAs(other.Routes));
            Assert.That(one.To, Is.SameAs(other.To));
        }
    }

    [Test]
    public void What_holds_itself_ends_where_the_text_ends()
    {
        Box box = Json.Decode(BoxCodec.Read, """{"name":"a","inner":{"name":"b","inner":null,"more":[{"name":"c"}]}}""");

        Assert.That(
            box,
            Is.EqualTo(new Box { Name = "a", Inner = new Box { Name = "b", More = [new Box { Name = "c" }] } }));
    }

    [Test]
    public void A_missing_any_is_undefined()
    {
        Wrapped wrapped = Json.Decode(WrappedCodec.Read, """{"options":{"a":[1]}}""");

        Assert.That(wrapped.Content.ValueKind, Is.EqualTo(JsonValueKind.Undefined));
        Assert.That(wrapped.Options["a"].GetRawText(), Is.EqualTo("[1]"));
    }
}
