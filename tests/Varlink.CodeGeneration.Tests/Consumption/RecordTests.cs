using System.Text.Json;
using Varlink.CodeGeneration.Tests.Codecs;

namespace Varlink.CodeGeneration.Tests.Consumption;

public class RecordTests
{
    [Test]
    public void Records_with_equal_contents_are_equal_and_share_their_hash()
    {
        Parcel one = Json.Decode(ParcelCodec.Read, Parcels.FullJson);
        Parcel other = Json.Decode(ParcelCodec.Read, Parcels.FullJson);

        Assert.That(one, Is.EqualTo(other));
        Assert.That(one == other, Is.True);
        Assert.That(one.GetHashCode(), Is.EqualTo(other.GetHashCode()));
    }

    private static IEnumerable<Parcel> Different()
    {
        Parcel full = Parcels.Full;
        yield return full with { Id = "8" };
        yield return full with { Weight = 2 };
        yield return full with { Count = 4 };
        yield return full with { Fragile = false };
        yield return full with { Size = Size.Small };
        yield return full with { To = new Address() };
        yield return full with { From = null };
        yield return full with { Tags = ["b", "a"] };
        yield return full with { Labels = new Dictionary<string, string> { ["k"] = "w" } };
        yield return full with { Marks = new HashSet<string> { "m" } };
        yield return full with { Stops = [] };
        yield return full with { Routes = new Dictionary<string, IReadOnlyList<Address>> { ["empty"] = [], ["r"] = [] } };
        yield return full with { Grid = [[1, 2], [], [4]] };
        yield return full with { Extra = Json.Element("{}") };
        yield return full with { Maybe = null };
        yield return full with { Note = null };
        yield return full with { Number = 1 };
        yield return full with { Created = 1 };
        yield return full with { Sent = null };
    }

    [TestCaseSource(nameof(Different))]
    public void Records_that_differ_in_any_member_differ(Parcel other)
    {
        Assert.That(other, Is.Not.EqualTo(Parcels.Full));
    }

    [Test]
    public void Every_member_of_the_record_is_among_those_that_differ()
    {
        Assert.That(Different().Count(), Is.EqualTo(typeof(Parcel).GetProperties().Length));
    }

    [Test]
    public void The_kind_of_collection_makes_no_difference()
    {
        Parcel other = Parcels.Full with
        {
            Tags = new List<string> { "a", "b" },
            Labels = new SortedDictionary<string, string> { ["k"] = "v" },
            Marks = new SortedSet<string> { "m", "n" },
            Extra = Json.Element("""{ "x" : [ 1.0, {"y":null} ] }"""),
        };

        Assert.That(other, Is.EqualTo(Parcels.Full));
        Assert.That(other.GetHashCode(), Is.EqualTo(Parcels.Full.GetHashCode()));
    }

    [Test]
    public void The_text_of_a_record_shows_collections_by_their_size()
    {
        string text = Parcels.Full.ToString();

        Assert.That(text, Does.StartWith("Parcel { Id = 7, "));
        Assert.That(text, Does.Contain("Size = large, To = Address { Street = Main, City = Ulm }"));
        Assert.That(text, Does.Contain("Tags = [2], Labels = [1], Marks = [2]"));
        Assert.That(text, Does.Contain("Extra = Object"));
        Assert.That(text, Does.EndWith("Sent = 11 }"));
    }

    [Test]
    public void An_enum_is_its_string()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new Size("small"), Is.EqualTo(Size.Small));
            Assert.That(Size.Small.Value, Is.EqualTo("small"));
            Assert.That($"{Size.Large}", Is.EqualTo("large"));
            Assert.That(default(Size).Value, Is.Empty);
            Assert.That(default(Size), Is.Not.EqualTo(Size.Small));
            Assert.That(() => new Size(""), Throws.ArgumentException);
            Assert.That(() => new Size(null!), Throws.ArgumentNullException);
        }
    }

    [Test]
    public void A_record_with_an_any_makes_the_user_set_it()
    {
        Assert.That(
            typeof(Wrapped).GetProperty("Content")!.CustomAttributes.Select(attribute => attribute.AttributeType.Name),
            Has.Member("RequiredMemberAttribute"));
    }

    [Test]
    public void Collections_within_collections_are_compared_by_what_they_hold()
    {
        global::Nasty.Deep Make(string word) => new()
        {
            Words = [new Dictionary<string, IReadOnlyList<string?>> { ["k"] = [null, word] }],
            Sets = new Dictionary<string, IReadOnlySet<string>> { ["s"] = new HashSet<string> { word } },
            MaybeSets = [null, new HashSet<string> { "x", word }],
            Grid = [[1], [2, 3]],
        };

        global::Nasty.Deep one = Make("a");
        global::Nasty.Deep same = Make("a");

        Assert.That(one, Is.EqualTo(same));
        Assert.That(one.GetHashCode(), Is.EqualTo(same.GetHashCode()));
        Assert.That(one, Is.Not.EqualTo(Make("b")));
    }

    [Test]
    public void Raw_json_within_collections_is_compared_by_what_it_says()
    {
        global::Nasty.Anything Make(string json) => new()
        {
            Any = Json.Element(json),
            Inner = new global::Nasty.JsonElement { Json = Json.Element(json) },
            List = [Json.Element(json)],
            MaybeList = [null, Json.Element("""{"a":1}""")],
            Map = new Dictionary<string, JsonElement> { ["k"] = Json.Element("""{"b": 2}""") },
        };

        Assert.That(Make("[1, 2]"), Is.EqualTo(Make("[1,2]")));
        Assert.That(Make("[1, 2]").GetHashCode(), Is.EqualTo(Make("[1,2]").GetHashCode()));
        Assert.That(Make("[1, 2]"), Is.Not.EqualTo(Make("[2, 1]")));
    }
}
