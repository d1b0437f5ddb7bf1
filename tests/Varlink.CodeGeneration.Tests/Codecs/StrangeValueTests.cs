using System.Text;

namespace Varlink.CodeGeneration.Tests.Codecs;

/// <summary>Values at the edge of what JSON, and a wire of UTF-8, can carry.</summary>
public class StrangeValueTests
{
    private static readonly string[] Strings =
    [
        "", " ", "\0", "\u0001\u001f", "\u007f\u0080\u009f", "\"\\/\b\f\n\r\t", "\u2028\u2029", "\uFEFF", "\uFFFD\uFFFE\uFFFF", "\U0010FFFF\U0001F600", "e\u0301 é",
        "</script>&'+", new string('x', 100_000),
    ];

    private static readonly string[] NoText = ["\ud800", "x\udc00", "\ud83dx", "\udc00\ud800"];

    // In a loop each: names of test cases cannot hold all of these.
    [Test]
    public void Every_text_survives()
    {
        foreach (string text in Strings)
        {
            Parcel parcel = Parcels.Full with { Note = text, Labels = new Dictionary<string, string> { [text] = text } };
            Assert.That(Json.Decode(ParcelCodec.Read, Json.Encode(ParcelCodec.Write, parcel)), Is.EqualTo(parcel));
        }
    }

    /// <summary>Half a surrogate pair is no text, and UTF-8 cannot carry it: U+FFFD goes out in its place, as everywhere in .NET.</summary>
    [Test]
    public void What_is_no_text_goes_out_with_replacement_characters()
    {
        foreach (string text in NoText)
        {
            Parcel back = Json.Decode(ParcelCodec.Read, Json.Encode(ParcelCodec.Write, Parcels.Full with { Note = text }));
            Assert.That(back.Note, Is.EqualTo(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))));
        }
    }

    [Test]
    public void Every_number_survives()
    {
        var random = new Random(3);
        double[] doubles = [0.1, -0.0, double.MinValue, double.MaxValue, double.Epsilon, 1e-320, 123456789012345680];
        long[] longs = [0, -1, long.MinValue, long.MaxValue, (1L << 53) + 1];
        IEnumerable<double> anyDoubles = Enumerable.Range(0, 2_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));
        IEnumerable<long> anyLongs = Enumerable.Range(0, 2_000).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64));
        foreach (double number in doubles.Concat(anyDoubles.Where(double.IsFinite)))
        {
            // By their bits: -0 is another number than 0.
            double back = Json.Decode(ParcelCodec.Read, Json.Encode(ParcelCodec.Write, Parcels.Full with { Weight = number })).Weight;
            Assert.That(BitConverter.DoubleToInt64Bits(back), Is.EqualTo(BitConverter.DoubleToInt64Bits(number)), $"{number:R}");
        }

        foreach (long number in longs.Concat(anyLongs))
        {
            Assert.That(Json.Decode(ParcelCodec.Read, Json.Encode(ParcelCodec.Write, Parcels.Full with { Count = number, Maybe = number })), Is.EqualTo(Parcels.Full with { Count = number, Maybe = number }));
        }
    }
}
