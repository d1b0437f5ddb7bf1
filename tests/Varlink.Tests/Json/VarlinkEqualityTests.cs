using System.Text.Json;

namespace Varlink.Tests.Json;

public class VarlinkEqualityTests
{
    [Test]
    public void Lists_are_equal_by_content_and_order()
    {
        Assert.That(VarlinkEquality.Equals<int>([1, 2], new List<int> { 1, 2 }), Is.True);
        Assert.That(VarlinkEquality.Equals<int>([1, 2], [2, 1]), Is.False);
        Assert.That(VarlinkEquality.Equals<int>([1], [1, 1]), Is.False);
        Assert.That(VarlinkEquality.Equals<int>([], null), Is.False);
        Assert.That(VarlinkEquality.GetHashCode<int>([1, 2]), Is.EqualTo(VarlinkEquality.GetHashCode(new List<int> { 1, 2 })));
    }

    [Test]
    public void Maps_are_equal_by_content_whatever_the_order()
    {
        var one = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" };
        var other = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" };
        Assert.That(VarlinkEquality.Equals(one, other), Is.True);
        Assert.That(VarlinkEquality.GetHashCode(one), Is.EqualTo(VarlinkEquality.GetHashCode(other)));
        other["a"] = "2";
        Assert.That(VarlinkEquality.Equals(one, other), Is.False);
    }

    [TestCase("""{"a":1,"b":[1,2]}""", """{ "b" : [1, 2], "a" : 1 }""", true)]
    [TestCase("1.0", "1", true)]
    [TestCase("[1,2]", "[2,1]", false)]
    [TestCase("\"1\"", "1", false)]
    public void Json_is_equal_by_what_it_says(string left, string right, bool equal)
    {
        JsonElement one = JsonDocument.Parse(left).RootElement;
        JsonElement other = JsonDocument.Parse(right).RootElement;
        Assert.That(VarlinkEquality.Equals(one, other), Is.EqualTo(equal));
        if (equal)
        {
            Assert.That(VarlinkEquality.GetHashCode(one), Is.EqualTo(VarlinkEquality.GetHashCode(other)));
        }
    }

    [Test]
    public void No_json_at_all_is_equal_to_itself_only()
    {
        Assert.That(VarlinkEquality.Equals(default(JsonElement), default), Is.True);
        Assert.That(VarlinkEquality.Equals(default, JsonDocument.Parse("null").RootElement), Is.False);
    }
}
