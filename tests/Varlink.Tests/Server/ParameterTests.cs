using Varlink.TestKit;

namespace Varlink.Tests.Server;

/// <summary>What is answered when parameters do not fit.</summary>
[CancelAfter(30_000)]
public sealed class ParameterTests
{
    [TestCase("""{"text":5}""", "text")]
    [TestCase("""{"text":{"a":[1]}}""", "text")]
    [TestCase("""{"text":"\ud800"}""", "text")]
    [TestCase("""{"text":"x","other":1}""", "other")]
    [TestCase("""{"a.b[0]":1}""", "a.b[0]")]
    [TestCase("""{"\ud800":1}""", "parameters")]
    [TestCase("{}", "text")]
    [TestCase("""{"text":null}""", "text")]
    [TestCase("null", "text")]
    [TestCase("[]", "parameters")]
    [TestCase("\"text\"", "parameters")]
    [TestCase("1", "parameters")]
    public async Task A_strict_service_names_the_parameter(string parameters, string named, CancellationToken token)
    {
        await using Harness harness = Harness.Echo();
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, $$"""{"method":"org.example.test.Echo","parameters":{{parameters}}}""", Harness.Call("Echo", "next"));

        await client.ExpectAsync(Harness.Error("org.varlink.service.InvalidParameter", $$"""{"parameter":"{{named}}"}"""), token);
        await client.ExpectAsync(Harness.Reply("next"), token);
    }

    [Test]
    public async Task No_parameters_are_the_same_as_empty_ones(CancellationToken token)
    {
        await using Harness harness = Harness.Echo(policy: VarlinkParameterPolicy.Tolerant);
        PeerConnection client = await harness.ConnectAsync(token);
        const string Method = "\"method\":\"org.example.test.Echo\"";

        await client.SendAsync(token, $"{{{Method}}}", $"{{{Method},\"parameters\":null}}", $"{{{Method},\"parameters\":{{}}}}");

        for (int i = 0; i < 3; i++)
        {
            await client.ExpectAsync(Harness.Reply(""), token);
        }
    }

    [TestCase("")]
    [TestCase(",\"parameters\":null")]
    public async Task There_must_be_parameters_where_that_is_asked_for(string parameters, CancellationToken token)
    {
        await using Harness harness = Harness.Echo(policy: VarlinkParameterPolicy.Tolerant | VarlinkParameterPolicy.RequireObject);
        PeerConnection client = await harness.ConnectAsync(token);
        const string Method = "\"method\":\"org.example.test.Echo\"";

        await client.SendAsync(token, $"{{{Method}{parameters}}}", $"{{{Method},\"parameters\":{{}}}}");

        await client.ExpectAsync(Harness.Error("org.varlink.service.InvalidParameter", """{"parameter":"parameters"}"""), token);
        await client.ExpectAsync(Harness.Reply(""), token);
    }

    [TestCase("""{"text":"x","kind":"docker"}""", "docker")]
    [TestCase("""{"kind":null}""", "none")]
    [TestCase("""{"kind":5}""", "none")]
    [TestCase("{}", "none")]
    [TestCase("null", "none")]
    [TestCase("[]", "none")]
    public async Task A_service_may_read_what_its_interface_does_not_declare(string parameters, string kind, CancellationToken token)
    {
        VarlinkMethod<string, string> method = TestService.Text("Kind");
        await using Harness harness = new(new TestService { Policy = VarlinkParameterPolicy.Tolerant }
            .On("Kind", (call, stop) => call.ReplyAsync(method, call.Context.ReadUndeclaredParameter("kind") ?? "none", stop)));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, $$"""{"method":"org.example.test.Kind","parameters":{{parameters}}}""");

        await client.ExpectAsync(Harness.Reply(kind), token);
    }

    [TestCase("""{"text":"x","other":[{}]}""", "x")]
    [TestCase("""{"text":null}""", "")]
    public async Task A_tolerant_service_takes_what_it_can(string parameters, string text, CancellationToken token)
    {
        await using Harness harness = Harness.Echo(policy: VarlinkParameterPolicy.Tolerant);
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, $$"""{"method":"org.example.test.Echo","parameters":{{parameters}}}""");

        await client.ExpectAsync(Harness.Reply(text), token);
    }

    [TestCase(VarlinkParameterPolicy.Strict, "{}", "{}")]
    [TestCase(VarlinkParameterPolicy.Strict, "null", "{}")]
    [TestCase(VarlinkParameterPolicy.Strict, """{"x":1}""", """{"parameters":{"parameter":"x"},"error":"org.varlink.service.InvalidParameter"}""")]
    [TestCase(VarlinkParameterPolicy.Strict, "[]", """{"parameters":{"parameter":"parameters"},"error":"org.varlink.service.InvalidParameter"}""")]
    [TestCase(VarlinkParameterPolicy.Tolerant, """{"x":1}""", "{}")]
    [TestCase(VarlinkParameterPolicy.Tolerant, "[]", "{}")]
    [TestCase(VarlinkParameterPolicy.Tolerant, "\"x\"", "{}")]
    public async Task A_method_without_parameters_takes_none(
        VarlinkParameterPolicy policy, string parameters, string reply, CancellationToken token)
    {
        VarlinkMethod<VarlinkEmpty, VarlinkEmpty> method = TestService.Nothing("Nothing");
        await using var harness = new Harness(new TestService { Policy = policy }.On("Nothing", (call, t) =>
        {
            call.ReadParameters(method);
            return call.ReplyAsync(method, default(VarlinkEmpty), t);
        }));
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, $$"""{"method":"org.example.test.Nothing","parameters":{{parameters}}}""");

        await client.ExpectAsync(reply, token);
    }
}
