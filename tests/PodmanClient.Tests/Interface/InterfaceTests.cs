using Varlink.Idl;
using Varlink.Idl.Syntax;

namespace Podman.Tests.Interface;

public class InterfaceTests
{
    private static readonly InterfaceSyntax Syntax = Parse();

    [Test]
    public void The_interface_is_io_podman() => Assert.That(Syntax.Name, Is.EqualTo("io.podman"));

    [Test]
    public void It_has_41_methods_24_types_and_4_errors()
    {
        Assert.That(Syntax.Members.OfType<MethodSyntax>().Count(), Is.EqualTo(41));
        Assert.That(Syntax.Members.OfType<TypeDeclarationSyntax>().Count(), Is.EqualTo(24));
        Assert.That(Syntax.Members.OfType<ErrorSyntax>().Count(), Is.EqualTo(4));
        Assert.That(Syntax.Members, Has.Count.EqualTo(69));
    }

    [Test]
    public void Every_member_has_the_signature_that_daemons_speak()
    {
        string[] expected = [.. ExpectedSignatures.Text.Replace("\n  ", " ", StringComparison.Ordinal).Split('\n')];
        Assert.That(Syntax.Members.Select(Signature), Is.EquivalentTo(expected));
    }

    [Test]
    public void Everything_is_documented()
    {
        IEnumerable<string> bare = Syntax.Members
            .SelectMany(static member => Fields(member)
                .Select(field => (Name: $"{member.Name}.{field.Name}", field.Documentation))
                .Prepend((member.Name, member.Documentation)))
            .Where(static node => node.Documentation.Lines.All(static line => line.Length == 0 || line[0] == '['))
            .Select(static node => node.Name);
        Assert.That(bare, Is.Empty);
        Assert.That(Syntax.Documentation.Lines, Is.Not.Empty);
    }

    [Test]
    public void Only_the_two_methods_that_stream_support_more() =>
        Assert.That(MethodsWith("[Supports 'more' flag]"), Is.EquivalentTo(["BuildImage", "GetContainerLogs"]));

    [Test]
    public void What_changes_nothing_is_read_only() =>
        Assert.That(
            MethodsWith("[Read-only]"),
            Is.EquivalentTo([
                "GetContainer", "GetContainerLogs", "GetContainerStats", "GetImage", "GetInfo", "GetVersion", "HistoryImage",
                "InspectContainer", "InspectImage", "ListContainerChanges", "ListContainerProcesses", "ListContainers", "ListImages",
                "Ping", "SearchImage", "WaitContainer",
            ]));

    [Test]
    public void What_may_take_any_time_is_long_running() =>
        Assert.That(
            MethodsWith("[Long-running]"),
            Is.EquivalentTo([
                "BuildImage", "Commit", "CreateContainer", "DeleteStoppedContainers", "DeleteUnusedImages", "ExportContainer", "ExportImage",
                "ImportImage", "PullImage", "PushImage", "RemoveContainer", "RemoveImage", "RestartContainer", "SearchImage",
                "StopContainer", "WaitContainer",
            ]));

    [Test]
    public void Generated_descriptors_say_what_the_comments_say()
    {
        Assert.That(PodmanInterface.Methods.Where(static method => method.IsReadOnly).Select(static method => method.Name), Is.EquivalentTo(MethodsWith("[Read-only]")));
        Assert.That(PodmanInterface.Methods.Where(static method => method.IsLongRunning).Select(static method => method.Name), Is.EquivalentTo(MethodsWith("[Long-running]")));
        Assert.That(PodmanInterface.Methods.Where(static method => method.SupportsMore).Select(static method => method.Name), Is.EquivalentTo(MethodsWith("[Supports 'more' flag]")));
        Assert.That(PodmanInterface.Methods, Has.Count.EqualTo(41));
    }

    private static InterfaceSyntax Parse()
    {
        ParseResult result = IdlParser.Parse(PodmanInterface.Description);
        return result.Interface
            ?? throw new InvalidDataException(string.Join(Environment.NewLine, result.Diagnostics.Select(static diagnostic => diagnostic.Message)));
    }

    private static IEnumerable<string> MethodsWith(string annotation) => Syntax.Members
        .OfType<MethodSyntax>()
        .Where(method => method.Documentation.Lines.Contains(annotation))
        .Select(static method => method.Name);

    private static IEnumerable<FieldSyntax> Fields(MemberSyntax member) => member switch
    {
        MethodSyntax method => method.Input.Fields.Concat(method.Output.Fields),
        ErrorSyntax error => error.Parameters.Fields,
        TypeDeclarationSyntax { Definition: StructSyntax type } => type.Fields,
        _ => [],
    };

    private static string Signature(MemberSyntax member) => member switch
    {
        MethodSyntax method => $"method {method.Name}({Text(method.Input)}) -> ({Text(method.Output)})",
        ErrorSyntax error => $"error {error.Name}({Text(error.Parameters)})",
        TypeDeclarationSyntax { Definition: StructSyntax type } => $"type {member.Name}({Text(type)})",
        _ => member.Name,
    };

    private static string Text(StructSyntax type) => string.Join(", ", type.Fields.Select(static field => $"{field.Name}: {Text(field.Type)}"));

    private static string Text(TypeSyntax type) => type switch
    {
        PrimitiveTypeSyntax primitive => primitive.Kind.ToString().ToLowerInvariant(),
        NamedTypeSyntax named => named.Name,
        ArrayTypeSyntax array => "[]" + Text(array.Element),
        MapTypeSyntax map => "[string]" + Text(map.Value),
        NullableTypeSyntax nullable => "?" + Text(nullable.Element),
        _ => type.ToString(),
    };
}
