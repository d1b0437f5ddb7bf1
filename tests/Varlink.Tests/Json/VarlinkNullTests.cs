using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Varlink.Tests.Json;

public class VarlinkNullTests
{
    [Test]
    public void An_empty_list_may_be_written_as_null()
    {
        Assert.That(Written(writer => VarlinkJson.WriteStringList(writer, VarlinkNull.List<string>(), "x")), Is.EqualTo("null"));
        Assert.That(Written(writer => VarlinkJson.WriteStringList(writer, VarlinkNull.WhenEmpty<string>([]), "x")), Is.EqualTo("null"));
        Assert.That(Written(writer => VarlinkJson.WriteStringList(writer, [], "x")), Is.EqualTo("[]"));
        Assert.That(Written(writer => VarlinkJson.WriteStringList(writer, VarlinkNull.WhenEmpty<string>(["a"]), "x")), Is.EqualTo("[\"a\"]"));
    }

    [Test]
    public void An_empty_map_may_be_written_as_null()
    {
        var full = new Dictionary<string, string> { ["a"] = "b" };
        Assert.That(Written(writer => VarlinkJson.WriteStringMap(writer, VarlinkNull.Map<string>(), "x")), Is.EqualTo("null"));
        Assert.That(
            Written(writer => VarlinkJson.WriteStringMap(writer, VarlinkNull.WhenEmpty(new Dictionary<string, string>()), "x")), Is.EqualTo("null"));
        Assert.That(Written(writer => VarlinkJson.WriteStringMap(writer, new Dictionary<string, string>(), "x")), Is.EqualTo("{}"));
        Assert.That(Written(writer => VarlinkJson.WriteStringMap(writer, VarlinkNull.WhenEmpty(full), "x")), Is.EqualTo("{\"a\":\"b\"}"));
    }

    [Test]
    public void A_member_that_is_an_empty_collection_may_be_written_as_null()
    {
        var table = new VarlinkMembers(VarlinkMember.List("a"), VarlinkMember.Map("b"), VarlinkMember.List("c"));
        string written = Written(writer =>
        {
            var members = new VarlinkObjectWriter(writer, table);
            members.WriteStringList(0, VarlinkNull.List<string>(), "x");
            members.WriteStringMap(1, VarlinkNull.Map<string>(), "x");
            members.WriteStringList(2, [], "x");
            members.End();
        });
        Assert.That(written, Is.EqualTo("""{"a":null,"b":null,"c":[]}"""));
    }

    [Test]
    public void To_whoever_reads_it_a_list_is_empty_like_any_other()
    {
        IReadOnlyList<int> list = VarlinkNull.List<int>();
        Assert.That(list, Is.Empty.And.SameAs(VarlinkNull.List<int>()));
        Assert.That(() => list[0], Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(VarlinkEquality.Equals(list, new List<int>(), EqualityComparer<int>.Default), Is.True);
    }

    [Test]
    public void To_whoever_reads_it_a_map_is_empty_like_any_other()
    {
        IReadOnlyDictionary<string, int> map = VarlinkNull.Map<int>();
        Assert.That(map, Is.Empty);
        Assert.That((map.ContainsKey("a"), map.TryGetValue("a", out _), map.Keys.Count(), map.Values.Count()), Is.EqualTo((false, false, 0, 0)));
        Assert.That(() => map["a"], Throws.InstanceOf<KeyNotFoundException>());
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
