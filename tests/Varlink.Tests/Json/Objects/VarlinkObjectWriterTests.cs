using System.Text.Json;

namespace Varlink.Tests.Json.Objects;

public class VarlinkObjectWriterTests
{
    private static readonly MemberCase DefaultFlag = MemberCases.All.Single(static member => member.Text == "bool False");
    private static readonly MemberCase DefaultRecord = MemberCases.All.First(static member => member.Text.StartsWith("record", StringComparison.Ordinal));

    public static IEnumerable<object> Cases => MemberCases.All;

    [TestCaseSource(nameof(Cases))]
    public void A_member_may_stand_alone_first_between_and_last(object member)
    {
        var it = (MemberCase)member;
        foreach (JsonWriterOptions options in ObjectTexts.Options)
        {
            foreach (MemberCase other in MemberCases.All)
            {
                foreach (MemberCase[] cases in (MemberCase[][])[[it], [it, other], [other, it], [other, it, other], [it, other, it]])
                {
                    Assert.That(
                        ObjectTexts.Own(cases, options), Is.EqualTo(ObjectTexts.Plain(cases, options)), string.Join(", ", cases.AsEnumerable()));
                }
            }
        }
    }

    [Test]
    public void Minus_zero_is_another_number_than_the_default()
    {
        var table = new VarlinkMembers(VarlinkMember.Number("a"), VarlinkMember.Number("b"));
        string json = ObjectTexts.Write(JsonSettings.Writer, writer =>
        {
            var members = new VarlinkObjectWriter(writer, table);
            members.WriteNumber(0, 0.0, "A");
            members.WriteNumber(1, -0.0, "B");
            members.End();
        });

        Assert.That(json, Does.Contain("""{"a":0,"b":-0}"""));
    }

    [Test]
    public void Null_is_refused_by_the_name_of_the_member()
    {
        Assert.Multiple(() =>
        {
            Refuses("M is null", (ref members) => members.WriteString(0, null!, "M"));
            Refuses("M is null", (ref members) => members.WriteStringList(0, null!, "M"));
            Refuses("M is null", (ref members) => members.WriteStringMap(0, null!, "M"));
            Refuses("M is null", (ref members) => members.WriteStringSet(0, null!, "M"));
            Refuses("M is null", (ref members) => members.WriteList<string>(0, null!, VarlinkJson.WriteStringList, "M"));
            Refuses("M is null", (ref members) => members.WriteMap<string>(0, null!, VarlinkJson.WriteStringMap, "M"));
            Refuses("M is null", (ref members) => members.WriteRecord(0, null!, Point.Default, Point.Write, "M"));
            Refuses("M holds a null", (ref members) => members.WriteStringList(0, [null!], "M"));
            Refuses("M is NaN", (ref members) => members.WriteNumber(0, double.NaN, "M"));
            Refuses("M is NaN", (ref members) => members.WriteOptional(0, double.NaN, "M"));
            Refuses("M is not set", (ref members) => members.WriteEnum(0, "", "M"));
            Refuses("M is not set", (ref members) => members.WriteEnum(0, null!, "M"));
        });
    }

    [Test]
    public void A_default_that_cannot_be_sent_is_refused_when_it_is_sent()
    {
        static void Encode(Utf8JsonWriter writer, string[] value) => throw VarlinkJson.NullMember("Inner.Kind");
        string[] inner = [];
        var table = new VarlinkMembers(VarlinkMember.Record("inner", inner, Encode));

        Assert.That(
            () => ObjectTexts.Write(JsonSettings.Writer, writer =>
            {
                var members = new VarlinkObjectWriter(writer, table);
                members.WriteRecord(0, inner, inner, Encode, "Outer.Inner");
                members.End();
            }),
            Throws.ArgumentException.With.Message.StartsWith("Inner.Kind is null"));
    }

    [Test]
    public void The_default_of_a_record_is_what_its_instance_says()
    {
        // A partial record may have a constructor of its user's.
        var own = new Point { X = 5 };
        var table = new VarlinkMembers(VarlinkMember.Record("point", own, Point.Write));
        string json = ObjectTexts.Write(JsonSettings.Writer, writer =>
        {
            var members = new VarlinkObjectWriter(writer, table);
            members.WriteRecord(0, own, own, Point.Write, "M");
            members.End();
        });

        Assert.That(json, Does.Contain("""{"point":{"x":5,"label":"","tags":[]}}"""));
    }

    [TestCase(3, false)]
    [TestCase(4, true)]
    [TestCase(5, true)]
    public void Defaults_are_not_nested_deeper_than_the_writer_allows(int maxDepth, bool fits)
    {
        // Two objects around it, the record, and its list.
        JsonWriterOptions options = JsonSettings.Writer with { MaxDepth = maxDepth };
        MemberCase[] cases = [DefaultFlag, DefaultRecord, DefaultFlag];
        if (fits)
        {
            Assert.That(ObjectTexts.Own(cases, options), Is.EqualTo(ObjectTexts.Plain(cases, options)));
        }
        else
        {
            Assert.That(() => ObjectTexts.Plain(cases, options), Throws.InvalidOperationException);
            Assert.That(() => ObjectTexts.Own(cases, options), Throws.InvalidOperationException);
        }
    }

    [Test]
    public void Members_cannot_be_written_out_of_order()
    {
        var table = new VarlinkMembers(VarlinkMember.Number("a"), VarlinkMember.Number("b"));

        Assert.That(
            () => ObjectTexts.Write(JsonSettings.Writer, writer =>
            {
                var members = new VarlinkObjectWriter(writer, table);
                members.WriteNumber(1, 1);
                members.WriteNumber(0, 1);
            }),
            Throws.InstanceOf<ArgumentException>());
    }

    private delegate void Writing(ref VarlinkObjectWriter members);

    private static void Refuses(string message, Writing write)
    {
        var table = new VarlinkMembers(VarlinkMember.WithoutDefault("m"));
        Assert.That(
            () => ObjectTexts.Write(JsonSettings.Writer, writer =>
            {
                var members = new VarlinkObjectWriter(writer, table);
                write(ref members);
                members.End();
            }),
            Throws.TypeOf<ArgumentException>().With.Message.StartsWith(message));
    }
}
