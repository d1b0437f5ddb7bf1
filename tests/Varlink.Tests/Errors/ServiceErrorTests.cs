using System.Text;
using System.Text.Json;
using Varlink.Errors.Service;

namespace Varlink.Tests.Errors;

public sealed class ServiceErrorTests
{
    [TestCase("InterfaceNotFound", """{"interface":"a.b"}""", typeof(InterfaceNotFoundException), "a.b")]
    [TestCase("InterfaceNotFound", null, typeof(InterfaceNotFoundException), "io.example.printer")]
    [TestCase("MethodNotFound", """{"method":"Print"}""", typeof(MethodNotFoundException), "Print")]
    [TestCase("MethodNotFound", """{"method":"io.example.printer.Print"}""", typeof(MethodNotFoundException), "io.example.printer.Print")]
    [TestCase("MethodNotFound", """{"method":""}""", typeof(MethodNotFoundException), "io.example.printer.Print")]
    [TestCase("MethodNotFound", "{}", typeof(MethodNotFoundException), "io.example.printer.Print")]
    [TestCase("MethodNotFound", """{"method":5}""", typeof(MethodNotFoundException), "io.example.printer.Print")]
    [TestCase("MethodNotFound", """{"method":"\ud800"}""", typeof(MethodNotFoundException), "io.example.printer.Print")]
    [TestCase("MethodNotImplemented", """{"me\ud800thod":"Print"}""", typeof(MethodNotImplementedException), "io.example.printer.Print")]
    [TestCase("MethodNotImplemented", """{"method":"Print"}""", typeof(MethodNotImplementedException), "Print")]
    [TestCase("MethodNotImplemented", null, typeof(MethodNotImplementedException), "io.example.printer.Print")]
    [TestCase("InvalidParameter", """{"parameter":"copies"}""", typeof(InvalidParameterException), "copies")]
    [TestCase("InvalidParameter", "{}", typeof(InvalidParameterException), "")]
    [TestCase("PermissionDenied", "{}", typeof(PermissionDeniedException), null)]
    [TestCase("ExpectedMore", null, typeof(ExpectedMoreException), null)]
    [TestCase("ExpectedUpgrade", """{"x":1}""", typeof(ExpectedUpgradeException), null)]
    public void An_error_of_the_standard_interface_is_read_into_its_exception(string error, string? parameters, Type type, string? member)
    {
        VarlinkErrorException exception = ServiceErrors.Create(Reply("org.varlink.service." + error, parameters))!;

        Assert.Multiple(() =>
        {
            Assert.That(exception, Is.TypeOf(type));
            Assert.That(exception.ErrorName, Is.EqualTo("org.varlink.service." + error));
            Assert.That(exception.Method, Is.EqualTo("io.example.printer.Print"));
            Assert.That(exception.Endpoint, Is.EqualTo("unix:/run/printer"));
            Assert.That(exception.Message, Does.Contain(member ?? "").And.Contain("unix:/run/printer").And.Contain(error));
            Assert.That(MemberOf(exception), Is.EqualTo(member));
        });
    }

    [TestCase("org.varlink.service.Other")]
    [TestCase("org.example.MethodNotFound")]
    public void Other_errors_are_left_to_others(string error) => Assert.That(ServiceErrors.Create(Reply(error, "{}")), Is.Null);

    [Test]
    public void What_a_service_throws_is_what_goes_over_the_wire()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Write(new InterfaceNotFoundException("a.b")), Is.EqualTo("""{"interface":"a.b"}"""));
            Assert.That(Write(new MethodNotFoundException("Print")), Is.EqualTo("""{"method":"Print"}"""));
            Assert.That(Write(new MethodNotImplementedException("Print")), Is.EqualTo("""{"method":"Print"}"""));
            Assert.That(Write(new InvalidParameterException("copies")), Is.EqualTo("""{"parameter":"copies"}"""));
            Assert.That(Write(new PermissionDeniedException()), Is.EqualTo("{}"));
            Assert.That(Write(new ExpectedMoreException()), Is.EqualTo("{}"));
            Assert.That(Write(new ExpectedUpgradeException()), Is.EqualTo("{}"));
        });
    }

    private static string? MemberOf(VarlinkErrorException exception) => exception switch
    {
        InterfaceNotFoundException e => e.InterfaceName,
        MethodNotFoundException e => e.MethodName,
        MethodNotImplementedException e => e.MethodName,
        InvalidParameterException e => e.Parameter,
        _ => null,
    };

    private static VarlinkErrorReply Reply(string error, string? parameters)
    {
        JsonElement json = default;
        if (parameters is not null)
        {
            using var document = JsonDocument.Parse(parameters);
            json = document.RootElement.Clone();
        }

        return new VarlinkErrorReply(error, json, "io.example.printer.Print", "unix:/run/printer");
    }

    private static string Write(VarlinkErrorException exception)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            exception.WriteParameters(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
