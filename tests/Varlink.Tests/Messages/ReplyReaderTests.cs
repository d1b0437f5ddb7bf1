using System.Buffers;
using System.Text;
using System.Text.Json;
using Varlink.Messages;

namespace Varlink.Tests.Messages;

public class ReplyReaderTests
{
    [Test]
    public void A_success_is_decoded()
    {
        ReplyEnvelope envelope = Read("""{"parameters":{"id":"x"}}""", out string? value);
        Assert.That((envelope.Error, envelope.Continues, value), Is.EqualTo(((string?)null, false, "x")));
    }

    [TestCase("""{}""")]
    [TestCase("""{"parameters":null}""")]
    [TestCase("""{"parameters":{}}""")]
    [TestCase("""{"error":null,"continues":null}""")]
    public void No_parameters_are_empty_ones(string json)
    {
        ReplyEnvelope envelope = Read(json, out string? value);
        Assert.That((envelope.Error, envelope.Continues, value), Is.EqualTo(((string?)null, false, "")));
    }

    [TestCase("""{"parameters":{"name":"x"},"error":"org.example.NotFound"}""")]
    [TestCase("""{"error":"org.example.NotFound","parameters":{"name":"x"}}""")]
    [TestCase("""{"parameters":{"id":5},"error":"org.example.NotFound"}""", Description = "parameters that would be no success")]
    [TestCase("""{"parameters":[],"error":"org.example.NotFound"}""")]
    [TestCase("""{"error":"org.example.NotFound"}""")]
    public void An_error_is_an_error_wherever_it_stands(string json) =>
        Assert.That(Read(json, out _).Error, Is.EqualTo("org.example.NotFound"));

    [Test]
    public void A_reply_may_continue() =>
        Assert.That(Read("""{"parameters":{"id":"x"},"continues":true}""", out _).Continues, Is.True);

    [Test]
    public void Members_that_nobody_knows_are_skipped()
    {
        ReplyEnvelope envelope = Read("""{"com.example.trace":{"a":[1]},"parameters":{"more":[{}],"id":"x"},"x":null}""", out string? value);
        Assert.That((envelope.Error, value), Is.EqualTo(((string?)null, "x")));
    }

    [Test]
    public void Of_members_that_stand_twice_the_last_one_counts()
    {
        Read("""{"parameters":{"id":"x"},"parameters":{"id":"y"}}""", out string? value);
        Assert.That(value, Is.EqualTo("y"));
    }

    [TestCase("""{"parameters":{"id":5}}""", 20)]
    [TestCase("""{"parameters":"x"}""", 14)]
    [TestCase("""{"continues":"true"}""", 13)]
    [TestCase("""{"error":5}""", 9)]
    [TestCase("""{"error":""}""", 0)]
    [TestCase("""{"\ud800":1}""", 1, Description = "a name that is no text")]
    [TestCase("""{"error":"\ud800"}""", 9)]
    [TestCase("[]", 0)]
    [TestCase("\"x\"", 0)]
    [TestCase("null", 0)]
    public void A_value_of_a_wrong_type_is_found_where_it_stands(string json, int offset) =>
        Assert.That(Assert.Throws<VarlinkJsonException>(() => Read(json, out _))!.ByteOffset, Is.EqualTo(offset));

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{}x")]
    [TestCase("{}{}")]
    [TestCase("{\"parameters\":{\"id\":\"x\"}")]
    [TestCase("\uFEFF{}")]
    [TestCase("nonsense")]
    public void What_is_no_json_is_refused(string json) => Assert.Catch<JsonException>(() => Read(json, out _));

    [Test]
    public void A_message_in_pieces_reads_like_a_whole_one([Range(1, 40)] int cut)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("""{"parameters":{"id":"\u00e9x","n":12},"continues":true}""");
        ReplyEnvelope envelope = ReplyReader.Read<string>(Split(bytes, cut), Decode, out string value);
        Assert.That((envelope.Continues, value), Is.EqualTo((true, "éx")));
    }

    [Test]
    public void Parameters_that_come_twice_must_both_be_right() => Assert.That(
        () => Read("""{"parameters":{"id":5},"parameters":{"id":"x"}}""", out _), Throws.TypeOf<VarlinkJsonException>());

    private static ReplyEnvelope Read(string json, out string? value)
    {
        ReplyEnvelope envelope = ReplyReader.Read<string>(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)), Decode, out string decoded);
        value = decoded;
        return envelope;
    }

    private static string Decode(ref Utf8JsonReader reader)
    {
        string id = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = VarlinkJson.ReadString(ref reader);
            }
            else
            {
                VarlinkJson.SkipMember(ref reader);
            }
        }

        return id;
    }

    private static ReadOnlySequence<byte> Split(byte[] bytes, int at)
    {
        var first = new Segment(bytes.AsMemory(0, at), 0);
        Segment last = first.Append(bytes.AsMemory(at));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
