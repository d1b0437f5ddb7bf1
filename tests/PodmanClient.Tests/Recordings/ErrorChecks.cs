using System.Buffers;
using System.Text.Json;
using Varlink;

namespace Podman.Tests.Recordings;

/// <summary>Checks that an error reply has become its exception.</summary>
internal static class ErrorChecks
{
    public static bool IsError(JsonElement reply) => reply.TryGetProperty("error", out _);

    public static void Check(JsonElement reply, VarlinkErrorException exception, VarlinkMethod method)
    {
        string name = reply.GetProperty("error").GetString()!;
        JsonElement parameters = reply.GetProperty("parameters");
        Assert.That(exception.ErrorName, Is.EqualTo(name));
        Assert.That(exception.GetType().Name, Is.EqualTo(name[(name.LastIndexOf('.') + 1)..] + "Exception"));
        Assert.That(exception.Method, Is.EqualTo(method.FullName));
        Assert.That(JsonElement.DeepEquals(exception.Parameters, parameters), Is.True, "the parameters as they came");
        if (Member(exception) is var (member, value))
        {
            Assert.That(value, Is.EqualTo(parameters.GetProperty(member).GetString()));
        }

        CheckWritten(exception, parameters);
    }

    /// <summary>The typed member of the exceptions of io.podman.</summary>
    private static (string Name, string Value)? Member(VarlinkErrorException exception) => exception switch
    {
        ContainerNotFoundException e => ("name", e.Name),
        ImageNotFoundException e => ("name", e.Name),
        ErrorOccurredException e => ("reason", e.Reason),
        RuntimeErrorException e => ("reason", e.Reason),
        _ => null,
    };

    private static void CheckWritten(VarlinkErrorException exception, JsonElement parameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            exception.WriteParameters(writer);
        }

        using var written = JsonDocument.Parse(buffer.WrittenMemory);
        Assert.That(WireJson.Difference(parameters, written.RootElement), Is.Null);
    }
}
