using System.Text.Json;
using Varlink.Conformance.Places;

namespace Varlink.Conformance.Tests;

/// <summary>Our server finds out what a client does wrong. Over a socket: these clients write their own JSON.</summary>
public class WrongClientTests
{
    private const string CertificationError = "org.varlink.certification.CertificationError";

    [TestCase("Test02", """{"bool":false}""")]
    [TestCase("Test03", """{"int":2}""")]
    [TestCase("Test04", """{"float":1.5}""")]
    [TestCase("Test05", """{"string":"Ping"}""")]
    [TestCase("Test06", """{"bool":false,"int":2,"float":3.14159265358979,"string":"a lot of string"}""")]
    [TestCase("Test07", """{"struct":{"bool":false,"int":2,"float":3.141592653589793,"string":""}}""")]
    [TestCase("Test08", """{"map":{"foo":"Foo","bar":"Bar","baz":"Baz"}}""")]
    [TestCase("Test09", """{"set":{"one":{},"two":{}}}""")]
    [CancelAfter(30_000)]
    public async Task A_wrong_value_is_answered_with_what_was_wanted_and_what_came(
        string step, string parameters, CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        var walk = new Walk(client, cancellationToken);
        await walk.ToAsync(step);

        VarlinkErrorException? error = await Assert.ThrowsAsync<VarlinkErrorException>(() => walk.CallAsync(step, parameters));

        Assert.That(error!.ErrorName, Is.EqualTo(CertificationError));
        (JsonElement wants, JsonElement got) = (error.Parameters.GetProperty("wants"), error.Parameters.GetProperty("got"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wants.GetProperty("method").GetString(), Is.EqualTo($"org.varlink.certification.{step}"));
            Assert.That(wants.GetProperty("parameters").GetProperty("client_id").GetString(), Is.EqualTo(walk.ClientId));
            foreach (JsonProperty sent in JsonElement.Parse(parameters).EnumerateObject())
            {
                JsonElement seen = got.GetProperty("parameters").GetProperty(sent.Name);
                Assert.That(JsonElement.DeepEquals(seen, sent.Value), Is.True, $"got {seen}, sent {sent.Value}");
            }
        }
    }

    [TestCase("Test02", """{"bool":1}""", "bool")]
    [TestCase("Test03", """{"int":1.5}""", "int")]
    [TestCase("Test05", "{}", "string")]
    [TestCase("Test08", """{"map":{"foo":1}}""", "map")]
    [TestCase("Test01", """{"extra":true}""", "extra")]
    [TestCase("End", """{"client_id":1}""", "client_id")]
    [CancelAfter(30_000)]
    public async Task A_wrong_type_is_answered_with_the_name_of_the_parameter(
        string step, string parameters, string name, CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        var walk = new Walk(client, cancellationToken);
        await walk.ToAsync(step);

        InvalidParameterException? error = await Assert.ThrowsAsync<InvalidParameterException>(() => walk.CallAsync(step, parameters));

        Assert.That(error!.Parameter, Is.EqualTo(name));
    }

    [Test, CancelAfter(30_000)]
    public async Task A_client_id_that_nobody_has_is_refused(CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        var walk = new Walk(client, cancellationToken);
        await walk.ToAsync("Test01");

        VarlinkErrorException? error = await Assert.ThrowsAsync<VarlinkErrorException>(
            () => walk.CallAsync("Test01", """{"client_id":"somebody"}"""));

        Assert.That(error!.ErrorName, Is.EqualTo("org.varlink.certification.ClientIdError"));
        Assert.That((await walk.CallAsync("Test01")).GetProperty("bool").GetBoolean(), Is.True, "the client itself may go on");
    }

    [TestCase("Test01", "Test03", """{"int":1}""")]
    [TestCase("Test03", "Test02", """{"bool":true}""")]
    [TestCase("Test10", "End", "{}")]
    [CancelAfter(30_000)]
    public async Task A_step_out_of_order_is_answered_with_the_one_whose_turn_it_is(
        string expected, string called, string parameters, CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        var walk = new Walk(client, cancellationToken);
        await walk.ToAsync(expected);

        VarlinkErrorException? error = await Assert.ThrowsAsync<VarlinkErrorException>(() => walk.CallAsync(called, parameters));

        Assert.That(error!.ErrorName, Is.EqualTo(CertificationError));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Method(error, "wants"), Is.EqualTo($"org.varlink.certification.{expected}"));
            Assert.That(Method(error, "got"), Is.EqualTo($"org.varlink.certification.{called}"));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task A_stream_that_was_not_asked_for_is_no_reply(CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        var walk = new Walk(client, cancellationToken);
        await walk.ToAsync("Test10");

        await Assert.ThrowsAsync<ExpectedMoreException>(() => walk.CallAsync("Test10", """{"mytype":{}}"""));
        Assert.That(await walk.ReadStreamAsync(), Has.Count.EqualTo(10), "asked for, it comes");
    }

    [Test, CancelAfter(30_000)]
    public async Task A_stream_of_something_else_is_refused_before_its_first_reply(CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        var walk = new Walk(client, cancellationToken);
        await walk.ToAsync("Test10");

        VarlinkErrorException? error = await Assert.ThrowsAsync<VarlinkErrorException>(() => walk.ReadStreamAsync(
            """
            {"mytype":{"object":{},"enum":"two","struct":{"first":1,"second":"2"},"array":[],"dictionary":{},"stringset":{},
            "interface":{"foo":null,"anon":{"foo":true,"bar":false}}}}
            """));

        Assert.That(error!.ErrorName, Is.EqualTo(CertificationError));
    }

    [Test, CancelAfter(30_000)]
    public async Task The_last_step_but_one_must_be_sent_one_way(CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        var walk = new Walk(client, cancellationToken);
        await walk.ToAsync("Test11");

        VarlinkErrorException? error = await Assert.ThrowsAsync<VarlinkErrorException>(() => walk.CallAsync(
            "Test11", JsonSerializer.Serialize(new { last_more_replies = Certification.CertificationValues.Replies })));

        Assert.That(error!.ErrorName, Is.EqualTo(CertificationError));
        Assert.That(error.Parameters.GetProperty("wants").GetProperty("oneway").GetBoolean(), Is.True);
    }

    [Test, CancelAfter(30_000)]
    public async Task What_was_wrong_with_the_one_way_call_is_told_at_the_end(CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        var walk = new Walk(client, cancellationToken);
        await walk.ToAsync("Test11");
        await walk.SendRepliesAsync(["Reply number 1"]);

        VarlinkErrorException? error = await Assert.ThrowsAsync<VarlinkErrorException>(() => walk.CallAsync("End"));

        Assert.That(error!.ErrorName, Is.EqualTo(CertificationError));
        Assert.That(Method(error, "got"), Is.EqualTo("org.varlink.certification.Test11"));
        Assert.That(await place.Service.FirstVerdict.WaitAsync(cancellationToken), Is.False);
    }

    [Test, CancelAfter(30_000)]
    public async Task A_client_that_was_wrong_once_may_finish_and_is_not_certified(CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        var walk = new Walk(client, cancellationToken);
        await walk.ToAsync("End");
        await Assert.ThrowsAsync<VarlinkErrorException>(() => walk.CallAsync("Test01"));

        JsonElement reply = await walk.CallAsync("End");

        Assert.That(reply.GetProperty("all_ok").GetBoolean(), Is.False);
        Assert.That(await place.Service.FirstVerdict.WaitAsync(cancellationToken), Is.False);
    }

    [Test, CancelAfter(30_000)]
    public async Task A_client_that_did_all_right_is_forgotten_after_the_end(CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        await using VarlinkClient client = place.CreateClient();
        var walk = new Walk(client, cancellationToken);
        await walk.ToAsync("End");

        JsonElement reply = await walk.CallAsync("End");

        Assert.That(reply.GetProperty("all_ok").GetBoolean(), Is.True);
        VarlinkErrorException? error = await Assert.ThrowsAsync<VarlinkErrorException>(() => walk.CallAsync("End"));
        Assert.That(error!.ErrorName, Is.EqualTo("org.varlink.certification.ClientIdError"));
    }

    private static string? Method(VarlinkErrorException error, string member) =>
        error.Parameters.GetProperty(member).GetProperty("method").GetString();
}
