using System.Buffers;
using System.Text;

namespace Varlink.Tests.Json;

public class JsonPathTests
{
    private const string Message =
        """{"parameters":{"container":{"id":"x","ports":[{"host_port":"1"},{"host_port":5}],"labels":{"a":[[1],[2,3]]}}},"continues":7}""";

    [TestCase("\"x\"", "$.parameters.container.id")]
    [TestCase("5}", "$.parameters.container.ports[1].host_port")]
    [TestCase("3]", "$.parameters.container.labels.a[1][1]")]
    [TestCase("[[1]", "$.parameters.container.labels.a")]
    [TestCase("[2,3]", "$.parameters.container.labels.a[1]")]
    [TestCase("{\"host_port\":5", "$.parameters.container.ports[1]")]
    [TestCase("7}", "$.continues")]
    [TestCase("{\"parameters", "$")]
    public void A_token_is_found_by_its_offset(string token, string path)
    {
        int offset = Message.IndexOf(token, StringComparison.Ordinal);
        Assert.That(offset, Is.Not.Negative);
        Assert.That(JsonPath.At(Sequence(Message), offset), Is.EqualTo(path));
    }

    [TestCase("")]
    [TestCase("nonsense")]
    [TestCase("{\"a\":[")]
    public void A_message_that_cannot_be_read_has_a_path_as_far_as_it_can(string message) =>
        Assert.That(JsonPath.At(Sequence(message), 1000), Does.StartWith("$"));

    private static ReadOnlySequence<byte> Sequence(string text) => new(Encoding.UTF8.GetBytes(text));
}
