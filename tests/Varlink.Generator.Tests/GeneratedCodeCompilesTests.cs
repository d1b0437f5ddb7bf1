using Microsoft.CodeAnalysis;
using Varlink.Generator.Tests.Infrastructure;

namespace Varlink.Generator.Tests;

public class GeneratedCodeCompilesTests
{
    private static IReadOnlyList<Diagnostic> Complaints(string text, params (string, string)[] metadata) =>
        GeneratorRun.Compile("Consumer", [new InterfaceFile("/a/x.varlink", text, metadata)]).Complaints;

    [TestCase("org.varlink.certification")]
    [TestCase("org.example.nasty")]
    public void Whole_interfaces_compile_without_a_warning(string name)
    {
        Assert.That(GeneratorRun.Compile("Consumer", [TestFiles.Interface(name)]).Complaints, Is.Empty);
    }

    [Test]
    public void Podman_s_interface_compiles_without_a_warning()
    {
        string path = Path.Combine(TestFiles.Repository, "src", "PodmanClient", "io.podman.varlink");

        Assert.That(Complaints(File.ReadAllText(path)), Is.Empty);
    }

    [TestCase("interface org.example.empty")]
    [TestCase("interface a.b")]
    [TestCase("interface com.example.3d-printer\nmethod Print() -> ()")]
    [TestCase("interface com.example.class\ntype Class (class: int)\nerror Class2 ()")]
    [TestCase("interface org.example.types\ntype T (a: int)")]
    [TestCase("interface org.example.errors\nerror E ()")]
    [TestCase("interface org.example.methods\nmethod M() -> ()")]
    [TestCase("interface org.example.enums\ntype E (a)\nmethod M(e: E, es: []?E) -> (e: ?E)")]
    [TestCase("interface org.example.crlf\r\n\r\n# Text\r\ntype T (\r\n  # a\r\n  a: int\r\n)\r\n")]
    [TestCase("interface org.example.odd\n# a\u0085b\u200Bc\u202Ed \u0001 \uFFFF\ntype T (a: int) # \"\"\"\"\n")]
    [TestCase("interface org.example.deep\nmethod M(a: (b: (c: (d: (e: [](f: ?[string](g: [](h, i)))))))) -> (a: (b: (c: (d: int))))")]
    [TestCase("interface org.example.cycle\ntype A (b: B, any: any)\ntype B (c: C)\ntype C (a: A, s: S)\ntype S (s: ?S, t: []S)")]
    [TestCase("interface org.example.required\ntype A (any: any)\ntype B (a: A)\ntype C (b: B)\nmethod M(c: C) -> (c: C, d: ?C)\nerror E (c: C)")]
    [TestCase("interface org.example.names\ntype Names (a: int)\ntype NamesClient2 (a: int)\nmethod Name() -> (a: int, b: int)\nmethod NameReply() -> ()")]
    [TestCase("interface org.example.same\nmethod A() -> (b: (c: int))\ntype AReplyB (c: int)\nerror AReply (b: (c: int))")]
    [TestCase("interface org.example.flat\n# [Also flat]\nmethod M() -> (\n# [Also: w]\nv: (a: int))\n# [Also flat]\nmethod N() -> (t: T)\ntype T (t: ?T)")]
    [TestCase("interface org.example.ids\ntype IDs (ID: int, Id: int, id: int, i_d: int)\nmethod M(ID: int, Id: int, id: int) -> ()")]
    [TestCase("interface org.example.generic\nmethod T(t: int) -> ()\nmethod TParameters(a: int) -> ()\nmethod TReply() -> (a: int, b: int)")]
    [TestCase("interface org.example.own\ntype Equals (a: int)\ntype GetHashCode (a: int)\ntype ToString (a: int)\ntype PrintMembers (a: int)\ntype EqualityContract (a: int)")]
    [TestCase("interface org.example.own\ntype Equals (a)\ntype GetHashCode (a)\ntype ToString (a)\ntype PrintMembers (a)\ntype Value (a)\nmethod M(v: Value) -> (e: Equals)")]
    [TestCase("interface org.example.parts\ntype To (string: (a: int))\ntype Get (hash_code: (a, b))")]
    [TestCase("interface org.example.link\n# [Supports 'more' flag]\nmethod DispatchPing() -> ()\nmethod Ping() -> ()")]
    public void Legal_interfaces_compile_without_a_warning(string text)
    {
        Assert.That(Complaints(text), Is.Empty);
    }

    [TestCase("Podman")]
    [TestCase("Company.System")]
    [TestCase("Varlink")]
    [TestCase("Company.System.Text.Json")]
    [TestCase("class.event.Foo")]
    [TestCase("My-Product.1st")]
    [TestCase("Nasty")]
    public void The_interface_compiles_in_any_namespace(string space)
    {
        string text = TestFiles.Interface("org.example.nasty").GetText().ToString();

        Assert.That(Complaints(text, ("Namespace", space)), Is.Empty);
    }

    [Test]
    public void A_project_without_a_root_namespace_gets_one_from_the_interface()
    {
        (Compilation compilation, IReadOnlyList<Diagnostic> complaints) = GeneratorRun.Compile(null, [TestFiles.Interface("org.varlink.certification")]);

        Assert.That(complaints, Is.Empty);
        Assert.That(compilation.GetTypeByMetadataName("Org.Varlink.Certification.CertificationClient"), Is.Not.Null);
    }

    [TestCase("Client", true, false)]
    [TestCase("server", false, true)]
    [TestCase("Both", true, true)]
    public void Either_side_can_be_generated_alone(string generate, bool client, bool server)
    {
        (Compilation compilation, IReadOnlyList<Diagnostic> complaints) = GeneratorRun.Compile(
            "Consumer", [TestFiles.Interface("org.example.nasty", ("Generate", generate), ("Access", "internal"), ("Name", "Mild"))]);

        Assert.That(complaints, Is.Empty);
        Assert.That(compilation.GetTypeByMetadataName("Consumer.MildClient") is not null, Is.EqualTo(client));
        Assert.That(compilation.GetTypeByMetadataName("Consumer.MildServiceBase") is not null, Is.EqualTo(server));
        Assert.That(
            compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).Where(
                symbol => symbol.ContainingType is null && symbol.DeclaredAccessibility == Accessibility.Public),
            Is.Empty);
    }

    [Test]
    public void Two_interfaces_live_in_one_namespace()
    {
        Assert.That(
            GeneratorRun.Compile("Consumer", [
                new InterfaceFile("/a/one.varlink", "interface org.example.one\nmethod A() -> (a: []int)\nerror E ()"),
                new InterfaceFile("/a/two.varlink", "interface org.example.two\nmethod B() -> (a: []int)\nerror F ()"),
            ]).Complaints,
            Is.Empty);
    }

    [Test]
    public void The_same_interface_lives_in_two_namespaces()
    {
        Assert.That(
            GeneratorRun.Compile("Consumer", [
                TestFiles.Interface("org.example.nasty"), TestFiles.Interface("org.example.nasty", ("Namespace", "Elsewhere")),
            ]).Complaints,
            Is.Empty);
    }

    [Test]
    public void A_service_is_overridden_and_a_client_extended_by_the_user()
    {
        const string User = """
            using System.Threading;
            using System.Threading.Tasks;
            using Varlink;

            namespace Consumer;

            internal sealed class Service : NastyServiceBase
            {
                public override Task<string> WatchAsync(string @await, VarlinkCallContext context, CancellationToken cancellationToken) =>
                    throw new FooException(@await);
            }

            public sealed partial class NastyClient
            {
                internal Task<string> WatchTwiceAsync() => WatchAsync("twice");
            }

            public partial record Leaf
            {
                internal static Node Twig { get; } = new() { Value = "twig", Next = new Node() };
            }
            """;

        Assert.That(GeneratorRun.Compile("Consumer", [TestFiles.Interface("org.example.nasty")], User).Complaints, Is.Empty);
    }
}
