namespace Varlink.CodeGeneration.Tests.Codecs;

public class ParametersTests
{
    private const string Complete = """{"parcel":{"id":"7"},"tags":["a"],"urgent":true,"comment":"c"}""";

    [Test]
    public void Complete_parameters_are_read()
    {
        DepotMethods.StoreParameters parameters = Json.DecodeParameters(StoreParametersCodec.Read, Complete);

        Assert.That(
            parameters,
            Is.EqualTo(new DepotMethods.StoreParameters { Parcel = new Parcel { Id = "7" }, Tags = ["a"], Urgent = true, Comment = "c" }));
    }

    [Test]
    public void What_may_be_missing_may_be_missing()
    {
        DepotMethods.StoreParameters parameters = Json.DecodeParameters(StoreParametersCodec.Read, """{"urgent":false,"tags":[],"parcel":{}}""");

        Assert.That(parameters, Is.EqualTo(new DepotMethods.StoreParameters()));
    }

    [TestCase("""{"tags":[],"urgent":true}""", "parcel")]
    [TestCase("""{"parcel":{},"urgent":true}""", "tags")]
    [TestCase("""{"parcel":{},"tags":[]}""", "urgent")]
    [TestCase("""{"parcel":{},"tags":[],"urgent":null}""", "urgent")]
    [TestCase("""{"parcel":{},"tags":null,"urgent":true}""", "tags")]
    [TestCase("""{"parcel":{},"tags":[],"urgent":true,"parcel":null}""", "parcel")]
    [TestCase("{}", "parcel")]
    public void A_missing_parameter_is_named(string json, string name)
    {
        Assert.That(
            () => Json.DecodeParameters(StoreParametersCodec.Read, json),
            Throws.TypeOf<VarlinkJsonException>().With.Property("Member").EqualTo(name));
    }

    [Test]
    public void A_missing_parameter_has_its_default_where_the_service_says_so()
    {
        Assert.That(
            Json.DecodeParameters(StoreParametersCodec.Read, """{"tags":null}""", VarlinkParameterPolicy.DefaultMissing),
            Is.EqualTo(new DepotMethods.StoreParameters()));
    }

    [Test]
    public void An_unknown_parameter_is_named()
    {
        Assert.That(
            () => Json.DecodeParameters(StoreParametersCodec.Read, """{"parcel":{},"colour":"red"}"""),
            Throws.TypeOf<VarlinkJsonException>().With.Property("Member").EqualTo("colour"));
    }

    [Test]
    public void An_unknown_parameter_is_skipped_where_the_service_says_so()
    {
        string json = """{"x":[{}],"parcel":{"id":"7"},"tags":["a"],"y":"red","urgent":true,"comment":"c","z":{}}""";

        Assert.That(
            Json.DecodeParameters(StoreParametersCodec.Read, json, VarlinkParameterPolicy.IgnoreUnknown),
            Is.EqualTo(Json.DecodeParameters(StoreParametersCodec.Read, Complete)));
    }

    [Test]
    public void Unknown_members_below_the_parameters_are_skipped_in_any_case()
    {
        Assert.That(
            Json.DecodeParameters(StoreParametersCodec.Read, """{"parcel":{"id":"7","x":1},"tags":["a"],"urgent":true,"comment":"c"}"""),
            Is.EqualTo(Json.DecodeParameters(StoreParametersCodec.Read, Complete)));
    }

    [Test]
    public void A_second_name_will_do()
    {
        Assert.That(
            Json.DecodeParameters(StoreParametersCodec.Read, Complete.Replace("parcel", "box", StringComparison.Ordinal)),
            Is.EqualTo(Json.DecodeParameters(StoreParametersCodec.Read, Complete)));
    }

    [Test]
    public void A_null_among_the_elements_of_a_parameter_is_refused_by_its_name()
    {
        var parameters = new DepotMethods.StoreParameters { Tags = [null!], Parcel = Parcels.Full };

        Assert.That(
            () => Json.Encode(StoreParametersCodec.Write, parameters),
            Throws.TypeOf<ArgumentException>().With.Message.StartsWith("The parameter tags of Store holds a null"));
    }
}
