using System.Text.Encodings.Web;
using System.Text.Json;
using Podman.Libpod.Logs;

namespace Podman.Tests.Libpod;

/// <summary>What a line is counted as is what it takes in a reply.</summary>
public class LogSizeTests
{
    private static readonly JsonWriterOptions AsReplies = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Test]
    public void Of_every_character()
    {
        for (int code = 0; code < 0x3000; code++)
        {
            string line = $"a{(char)code}b";
            using var bytes = new MemoryStream();
            using (var writer = new Utf8JsonWriter(bytes, AsReplies))
            {
                writer.WriteStringValue(line);
            }

            Assert.That(LogSize.Of(line), Is.EqualTo(bytes.Length + ",".Length), $"U+{code:X4}");
        }
    }
}
