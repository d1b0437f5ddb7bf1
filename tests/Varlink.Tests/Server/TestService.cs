using System.Collections.Concurrent;
using System.Text.Json;

namespace Varlink.Tests.Server;

/// <summary>A service whose methods are what a test makes of them. Parameters and replies are one string, <c>text</c>.</summary>
internal sealed class TestService : VarlinkService
{
    public const string Name = "org.example.test";

    private readonly ConcurrentDictionary<string, Func<VarlinkServerCall, CancellationToken, Task>> _methods = new();
    private TaskCompletionSource _nextCall = NewSignal();

    public override string InterfaceName => Name;

    public override string InterfaceDescription => "interface org.example.test\n# ä\n";

    public VarlinkParameterPolicy Policy { get; init; }

    public ConcurrentQueue<string> Called { get; } = [];

    /// <summary>Waits until so many calls have arrived.</summary>
    public async Task WhenCalledAsync(CancellationToken token, int count = 1)
    {
        while (true)
        {
            Task next = Volatile.Read(ref _nextCall).Task;
            if (Called.Count >= count)
            {
                return;
            }

            await next.WaitAsync(token);
        }
    }

    protected internal override VarlinkParameterPolicy ParameterPolicy => Policy;

    public static VarlinkMethod<string, string> Text(string name) => new(
        Name, name, VarlinkMethodTraits.SupportsMore, Write, Read, Write, (ref reader) => Read(ref reader, VarlinkParameterPolicy.Tolerant), null);

    public static VarlinkMethod<VarlinkEmpty, VarlinkEmpty> Nothing(string name) =>
        new(Name, name, VarlinkMethodTraits.None, null, null, null, null, null);

    /// <summary>A method that does anything with its call.</summary>
    public TestService On(string name, Func<VarlinkServerCall, CancellationToken, Task> answer)
    {
        _methods[name] = answer;
        return this;
    }

    /// <summary>A method that makes one text of another.</summary>
    public TestService On(string name, Func<string, CancellationToken, Task<string>> answer)
    {
        VarlinkMethod<string, string> method = Text(name);
        return On(name, async (call, token) =>
        {
            string text = call.ReadParameters(method);
            await call.ReplyAsync(method, await answer(text, token), token);
        });
    }

    /// <summary>A method that streams texts.</summary>
    public TestService OnStream(string name, Func<string, VarlinkCallContext, CancellationToken, IAsyncEnumerable<string>> answer)
    {
        VarlinkMethod<string, string> method = Text(name);
        return On(name, (call, token) =>
        {
            string text = call.ReadParameters(method);
            return call.ReplyAsync(method, answer(text, call.Context, token), token);
        });
    }

    public override Task DispatchAsync(VarlinkServerCall call, CancellationToken cancellationToken)
    {
        Called.Enqueue(call.MethodName);
        Interlocked.Exchange(ref _nextCall, NewSignal()).SetResult();
        return _methods.TryGetValue(call.MethodName, out var answer) ? answer(call, cancellationToken) : throw call.NotFound();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Write(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("text"u8, text ?? throw new ArgumentException("text is null"));
        writer.WriteEndObject();
    }

    private static string Read(ref Utf8JsonReader reader, VarlinkParameterPolicy policy)
    {
        string? text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                text = reader.TokenType == JsonTokenType.Null ? null : VarlinkJson.ReadString(ref reader);
            }
            else
            {
                VarlinkJson.UnknownParameter(ref reader, policy);
            }
        }

        if (text is null)
        {
            VarlinkJson.MissingParameter(ref reader, policy, "text");
        }

        return text ?? "";
    }
}
