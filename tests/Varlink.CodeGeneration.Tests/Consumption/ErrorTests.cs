using System.Text;
using System.Text.Json;
using Varlink.CodeGeneration.Tests.Codecs;

namespace Varlink.CodeGeneration.Tests.Consumption;

public class ErrorTests
{
    private static VarlinkErrorException? Create(string name, string? parameters) => DepotErrors.Create(
        new VarlinkErrorReply(name, parameters is null ? default : Json.Element(parameters), "org.example.depot.Get", "unix:/depot"));

    private static string Written(VarlinkErrorException exception)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            exception.WriteParameters(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Test]
    public void An_error_arrives_with_its_members()
    {
        var exception = (NotFoundException)Create("org.example.depot.NotFound", """{"id":"7"}""")!;

        Assert.That(exception, Is.InstanceOf<DepotException>());
        Assert.That(exception.Id, Is.EqualTo("7"));
        Assert.That(exception.ErrorName, Is.EqualTo("org.example.depot.NotFound"));
        Assert.That(exception.Parameters.GetRawText(), Is.EqualTo("""{"id":"7"}"""));
        Assert.That(exception.Message, Is.EqualTo("org.example.depot.NotFound: id \"7\" (answer to org.example.depot.Get by unix:/depot)"));
    }

    [Test]
    public void An_error_of_another_version_is_read_by_its_second_name()
    {
        var exception = (NotFoundException)Create("org.example.depot.NotFound", """{"name":"7","reason":"gone"}""")!;

        Assert.That(exception.Id, Is.EqualTo("7"));
    }

    [TestCase(null)]
    [TestCase("{}")]
    [TestCase("""{"id":null}""")]
    [TestCase("\"text\"")]
    public void An_error_without_its_members_is_still_that_error(string? parameters)
    {
        Assert.That(((NotFoundException)Create("org.example.depot.NotFound", parameters)!).Id, Is.Empty);
    }

    [Test]
    public void An_error_that_cannot_be_read_keeps_its_name_and_raw_parameters()
    {
        VarlinkErrorException exception = Create("org.example.depot.NotFound", """{"id":[1]}""")!;

        Assert.That(exception, Is.TypeOf<DepotException>());
        Assert.That(exception.ErrorName, Is.EqualTo("org.example.depot.NotFound"));
        Assert.That(exception.Parameters.GetRawText(), Is.EqualTo("""{"id":[1]}"""));
    }

    [Test]
    public void An_error_that_the_interface_got_later_is_one_of_its_errors()
    {
        Assert.That(Create("org.example.depot.Burning", """{"where":"here"}"""), Is.TypeOf<DepotException>());
    }

    [TestCase("org.example.depot.cellar.NotFound")]
    [TestCase("org.example.depo.NotFound")]
    [TestCase("NotFound")]
    public void An_error_of_another_interface_is_none_of_its_errors(string name)
    {
        Assert.That(Create(name, "{}"), Is.Null);
    }

    [Test]
    public void A_service_answers_with_the_members_of_its_exception()
    {
        var exception = new NotFoundException("7");

        Assert.That(Written(exception), Is.EqualTo("""{"id":"7"}"""));
        Assert.That(exception.Message, Is.EqualTo("org.example.depot.NotFound: id \"7\""));
        Assert.That(exception.ErrorName, Is.EqualTo("org.example.depot.NotFound"));
    }

    [Test]
    public void A_service_may_say_more_for_itself()
    {
        var cause = new InvalidOperationException("broken shelf");
        var exception = new ClosedException("closed for good", cause);

        Assert.That(Written(exception), Is.EqualTo("{}"));
        Assert.That(exception.Message, Is.EqualTo("closed for good"));
        Assert.That(exception.InnerException, Is.SameAs(cause));
    }

    [Test]
    public void Members_of_any_type_go_there_and_back()
    {
        var sent = new FullException([Parcels.Full, new Parcel { Size = Size.Small }], since: null);
        var received = (FullException)Create("org.example.depot.Full", Written(sent))!;

        Assert.That(received.Parcels, Is.EqualTo(sent.Parcels));
        Assert.That(received.Since, Is.Null);
    }

    [Test]
    public void A_null_member_is_refused_by_its_name()
    {
        Assert.That(() => new FullException(null!, null), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("parcels"));
    }
}
