using System.Text.Json;

namespace Varlink.CodeGeneration.Tests.Codecs;

public class WritingTests
{
    [Test]
    public void A_record_is_written_completely_and_in_order()
    {
        string json = Json.Encode(ParcelCodec.Write, Parcels.Full with { Marks = new SortedSet<string> { "m" }, Routes = Parcels.Full.Routes });

        Assert.That(JsonDocument.Parse(json).RootElement.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[]
        {
            "id", "weight", "count", "fragile", "size", "to", "from", "tags", "labels", "marks", "stops", "routes", "grid", "extra", "maybe",
            "note", "number", "created", "sent",
        }));
    }

    [Test]
    public void What_is_written_reads_as_the_same()
    {
        string json = Json.Encode(ParcelCodec.Write, Parcels.Full);

        Assert.That(Json.Decode(ParcelCodec.Read, json), Is.EqualTo(Parcels.Full));
        Assert.That(JsonElement.DeepEquals(Json.Element(json), Json.Element(Parcels.FullJson)), Is.True);
    }

    [Test]
    public void Defaults_are_written_and_missing_values_are_not()
    {
        string json = Json.Encode(ParcelCodec.Write, new Parcel { Size = Size.Small });

        Assert.That(json, Is.EqualTo(
            """{"id":"","weight":0,"count":0,"fragile":false,"size":"small","to":{"street":""},"tags":[],"labels":{},"marks":{},"stops":[],"routes":{},"grid":[],"extra":{},"number":0,"created":0}"""));
    }

    private static IEnumerable<TestCaseData> Unsendable()
    {
        Parcel valid = Parcels.Full;
        yield return new TestCaseData(valid with { Id = null! }, "Parcel.Id");
        yield return new TestCaseData(valid with { To = null! }, "Parcel.To");
        yield return new TestCaseData(valid with { To = new Address { Street = null! } }, "Address.Street");
        yield return new TestCaseData(valid with { Tags = null! }, "Parcel.Tags");
        yield return new TestCaseData(valid with { Tags = ["a", null!] }, "Parcel.Tags");
        yield return new TestCaseData(valid with { Labels = null! }, "Parcel.Labels");
        yield return new TestCaseData(valid with { Labels = new Dictionary<string, string> { ["k"] = null! } }, "Parcel.Labels");
        yield return new TestCaseData(valid with { Marks = null! }, "Parcel.Marks");
        yield return new TestCaseData(valid with { Stops = null! }, "Parcel.Stops");
        yield return new TestCaseData(valid with { Stops = [null!] }, "Parcel.Stops");
        yield return new TestCaseData(valid with { Routes = null! }, "Parcel.Routes");
        yield return new TestCaseData(valid with { Routes = new Dictionary<string, IReadOnlyList<Address>> { ["r"] = null! } }, "Parcel.Routes");
        yield return new TestCaseData(valid with { Grid = [[1], null!] }, "Parcel.Grid");
        yield return new TestCaseData(valid with { Weight = double.NaN }, "Parcel.Weight");
        yield return new TestCaseData(valid with { Weight = double.PositiveInfinity }, "Parcel.Weight");
        yield return new TestCaseData(valid with { Size = default }, "Parcel.Size");
        yield return new TestCaseData(valid with { Extra = default }, "Parcel.Extra");
        yield return new TestCaseData(valid with { Extra = Json.Element("[]") }, "Parcel.Extra");
        yield return new TestCaseData(valid with { Extra = Json.Element("""{"a":"\ud800"}""") }, "Parcel.Extra");
    }

    [TestCaseSource(nameof(Unsendable))]
    public void What_the_interface_does_not_allow_is_refused_by_name(Parcel parcel, string member)
    {
        Assert.That(
            () => Json.Encode(ParcelCodec.Write, parcel),
            Throws.TypeOf<ArgumentException>().With.Message.StartsWith(member + " "));
    }

    [Test]
    public void A_record_that_would_hold_itself_without_end_must_be_filled()
    {
        Assert.That(
            () => Json.Encode(BoxCodec.Write, new Box { Name = "a" }),
            Throws.TypeOf<ArgumentException>().With.Message.StartsWith("Box.Inner is null"));
    }

    [Test]
    public void An_any_must_be_something()
    {
        var options = new Dictionary<string, JsonElement>();

        Assert.That(
            () => Json.Encode(WrappedCodec.Write, new Wrapped { Content = default, Options = options }),
            Throws.TypeOf<ArgumentException>().With.Message.StartsWith("Wrapped.Content holds no JSON value"));
        Assert.That(
            () => Json.Encode(WrappedCodec.Write, new Wrapped { Content = Json.Element("null"), Options = options }),
            Throws.TypeOf<ArgumentException>().With.Message.StartsWith("Wrapped.Content holds no JSON value"));
        Assert.That(
            Json.Encode(WrappedCodec.Write, new Wrapped { Content = Json.Element("[1]"), Options = options }),
            Is.EqualTo("""{"content":[1],"options":{}}"""));
    }

    [Test]
    public void A_reply_that_is_null_is_refused_by_the_name_of_its_method()
    {
        Assert.That(
            () => Json.Encode<string>(WatchReplyCodec.Write, null!),
            Throws.TypeOf<ArgumentException>().With.Message.StartsWith("The reply of Watch is null"));
    }

    [Test]
    public void A_reply_that_may_be_missing_is_left_out()
    {
        Assert.That(Json.Encode<Parcel?>(FindReplyCodec.Write, null), Is.EqualTo("{}"));
        Assert.That(Json.Decode(FindReplyCodec.Read, """{"parcel":null}"""), Is.Null);
        Assert.That(Json.Decode(FindReplyCodec.Read, "{}"), Is.Null);
    }
}
