using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Varlink.CodeGeneration.Tests.Codecs;

/// <summary>Every record of every interface of this assembly, however nasty.</summary>
public class EveryCodecTests
{
    private const int Rounds = 50;

    /// <summary>Types that hold themselves through nothing that may be missing, and what holds those: no finite value of them can be sent.</summary>
    private static readonly string[] Endless =
        ["NodeCodec", "PingCodec", "PongCodec", "BoxCodec", "PackParametersCodec", "FollowParametersCodec", "DataDetailsCodec"];

    public static IEnumerable<Type> Records => typeof(EveryCodecTests).Assembly.GetTypes().Where(type =>
        type.Name.EndsWith("Codec", StringComparison.Ordinal)
        && Method(type, "Read") is { } read
        && Method(type, "Write") is { } write
        && read.ReturnType == write.GetParameters()[1].ParameterType
        && read.ReturnType.GetMethod("<Clone>$") is not null);

    [Test]
    public void There_are_codecs_to_test() => Assert.That(Records.Count(), Is.GreaterThan(60));

    [TestCaseSource(nameof(Records))]
    public void What_is_written_reads_as_the_same(Type codec)
    {
        var tester = (ICodecTester)Activator.CreateInstance(typeof(CodecTester<>).MakeGenericType(Method(codec, "Read")!.ReturnType), codec)!;
        int sent = Enumerable.Range(0, Rounds).Count(tester.TestRoundTrip);

        Assert.That(sent, Is.EqualTo(Endless.Contains(codec.Name) ? 0 : Rounds));
    }

    [Test]
    public void Damaged_text_is_refused_in_an_orderly_way()
    {
        byte[] json = Encoding.UTF8.GetBytes(Parcels.FullJson);
        var random = new Random(1);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] damaged = [.. json];
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                var reader = new Utf8JsonReader(damaged);
                reader.Read();
                ParcelCodec.Read(ref reader);
            }
            catch (Exception e) when (e is VarlinkJsonException or JsonException)
            {
                // What the runtime expects of a codec; anything else fails the test.
            }
        }
    }

    private static MethodInfo? Method(Type codec, string name) => codec.GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic);

    private interface ICodecTester
    {
        bool TestRoundTrip(int seed);
    }

    private sealed class CodecTester<T>(Type codec) : ICodecTester
    {
        private readonly VarlinkEncoder<T> _write = Method(codec, "Write")!.CreateDelegate<VarlinkEncoder<T>>();
        private readonly VarlinkDecoder<T> _read = Method(codec, "Read")!.GetParameters().Length == 1
            ? Method(codec, "Read")!.CreateDelegate<VarlinkDecoder<T>>()
            : Strict(Method(codec, "Read")!.CreateDelegate<VarlinkParametersDecoder<T>>());

        public bool TestRoundTrip(int seed)
        {
            var value = (T)new RandomValues(seed).Record(typeof(T));
            string json;
            try
            {
                json = Json.Encode(_write, value);
            }
            catch (ArgumentException e) when (e.Message.Contains(" is null, and the interface allows no null there.", StringComparison.Ordinal))
            {
                return false;
            }

            T back = Json.Decode(_read, json);
            Assert.That(back, Is.EqualTo(value), json);
            Assert.That(back!.GetHashCode(), Is.EqualTo(value!.GetHashCode()), json);
            Assert.That(Json.Decode(_read, Reverse(json)), Is.EqualTo(value), json);
            Assert.That(back.ToString(), Is.Not.Empty);
            return true;
        }

        private static VarlinkDecoder<T> Strict(VarlinkParametersDecoder<T> decoder) =>
            (ref reader) => decoder(ref reader, VarlinkParameterPolicy.Strict);

        private static string Reverse(string json)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return "{ " + string.Join(" ,\n", document.RootElement.EnumerateObject().Reverse().Select(member => member.ToString())) + " }";
        }
    }
}
