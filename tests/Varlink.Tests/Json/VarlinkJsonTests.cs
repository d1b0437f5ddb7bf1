using System.Text;
using System.Text.Json;

namespace Varlink.Tests.Json;

public class VarlinkJsonTests
{
    [TestCase("0", 0L)]
    [TestCase("-9223372036854775808", long.MinValue)]
    [TestCase("9223372036854775807", long.MaxValue)]
    public void An_int_is_a_whole_number_of_64_bits(string json, long value) =>
        Assert.That(Read(json, VarlinkJson.ReadInt64), Is.EqualTo(value));

    [TestCase("9223372036854775808")]
    [TestCase("1.0")]
    [TestCase("1e1")]
    [TestCase("\"5\"")]
    [TestCase("true")]
    [TestCase("null")]
    [TestCase("{}")]
    public void Anything_else_is_no_int(string json) => Fails(json, VarlinkJson.ReadInt64, "int");

    [TestCase("1", 1.0)]
    [TestCase("2.571123918839990154678e-08", 2.571123918839990154678e-08)]
    public void A_float_is_any_number(string json, double value) =>
        Assert.That(Read(json, VarlinkJson.ReadDouble), Is.EqualTo(value));

    [TestCase("\"NaN\"")]
    [TestCase("1e999")]
    [TestCase("false")]
    public void Anything_else_is_no_float(string json) => Fails(json, VarlinkJson.ReadDouble, "float");

    [TestCase("\"\"", "")]
    [TestCase("\"\\u0000\\u001b\\u2028 \\ud83d\\ude00\"", "\0\u001b\u2028 \U0001F600")]
    public void A_string_is_a_string(string json, string value) =>
        Assert.That(Read(json, VarlinkJson.ReadString), Is.EqualTo(value));

    [Test]
    public void Half_of_a_surrogate_pair_is_no_string() => Fails("\"\\ud83d\"", VarlinkJson.ReadString, "text");

    [Test]
    public void Bytes_that_are_no_text_are_no_string()
    {
        byte[] json = [(byte)'"', 0xff, 0xfe, (byte)'"'];
        Assert.Throws<VarlinkJsonException>(() => ReadBytes(json, VarlinkJson.ReadString));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("5")]
    public void Only_an_object_is_an_object(string json) => Fails(json, VarlinkJson.ReadObject, "object");

    [Test]
    public void Raw_json_outlives_the_message_that_it_came_in()
    {
        JsonElement element = Read("""{"a":[1,{"b":null}]}""", VarlinkJson.ReadObject);
        Assert.That(element.GetRawText(), Is.EqualTo("""{"a":[1,{"b":null}]}"""));
    }

    [TestCase(null)]
    [TestCase("null")]
    public void What_holds_no_json_is_not_sent_and_said_of_a_member_or_of_its_elements_alike(string? json)
    {
        JsonElement value = json is null ? default : Read("[null]", VarlinkJson.ReadAny)[0];
        using var writer = new Utf8JsonWriter(Stream.Null);

        var error = Assert.Throws<ArgumentException>(() => VarlinkJson.WriteAny(writer, value, "Record.List"));

        Assert.That(error!.Message, Is.EqualTo(
            "Record.List holds no JSON value: a JsonElement of it is null or was never set, and the interface allows neither. Nothing was sent."));
    }

    private static T Read<T>(string json, VarlinkDecoder<T> decode) => ReadBytes(Encoding.UTF8.GetBytes(json), decode);

    private static T ReadBytes<T>(byte[] json, VarlinkDecoder<T> decode)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return decode(ref reader);
    }

    private static void Fails<T>(string json, VarlinkDecoder<T> decode, string expected)
    {
        VarlinkJsonException e = Assert.Throws<VarlinkJsonException>(() => Read(json, decode))!;
        Assert.That(e.Message, Does.Contain(expected));
        Assert.That(e.ByteOffset, Is.Zero);
    }
}
