using System.Runtime.CompilerServices;
using Varlink.Conformance.Certification;
using Varlink.Conformance.Interface;

namespace Varlink.Conformance.Tests;

/// <summary>Our client finds out what a server does wrong, and says at which step.</summary>
[CancelAfter(30_000)]
public class WrongServerTests
{
    [Test]
    public async Task A_value_that_differs_is_named_by_its_step_and_handed_back_all_the_same(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> differences = await TryAsync(new Miscounting(), cancellationToken);

        // The server checks what it gets against what it should have given, so it refuses the next step.
        Assert.That(differences, Has.Count.EqualTo(2));
        Assert.That(differences[0], Is.EqualTo("""Test02: wants {"int":1}, got {"int":2}"""));
        Assert.That(differences[1], Does.StartWith("Test03: the server wants {").And.Contain("\"int\":2"));
    }

    [Test]
    public async Task A_stream_that_lacks_a_reply_is_no_stream_of_ten(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> differences = await TryAsync(new Forgetful(), cancellationToken);

        Assert.That(differences[0], Does.StartWith("Test10: wants Reply number 1, "));
        Assert.That(differences[1], Does.StartWith("End: "), "the one-way call handed back what came");
    }

    [Test]
    public async Task A_method_that_is_missing_ends_the_walk(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> differences = await TryAsync(new Unfinished(), cancellationToken);

        Assert.That(differences, Has.Count.EqualTo(1));
        Assert.That(differences[0], Does.StartWith("Test08: ").And.Contain("MethodNotImplemented"));
    }

    [Test]
    public async Task A_server_that_is_not_content_does_not_certify_itself(CancellationToken cancellationToken) =>
        Assert.That(await TryAsync(new Discontent(), cancellationToken), Is.EqualTo(["""End: wants {"all_ok":true}, got {"all_ok":false}"""]));

    [Test]
    public async Task What_a_server_says_in_interface_foo_is_its_own_affair_and_is_handed_back(CancellationToken cancellationToken)
    {
        var server = new Peculiar();

        Assert.That(await TryAsync(server, cancellationToken), Is.Empty);
        Assert.That(server.HandedBack, Is.EqualTo(Peculiar.Value));
    }

    private static async Task<IReadOnlyList<string>> TryAsync(CertificationService service, CancellationToken cancellationToken)
    {
        await using var server = new VarlinkServer(service);
        await using var client = new VarlinkClient(server.CreateInProcessConnector(), ServerTrial.ClientOptions());
        var trial = new ServerTrial(client);
        bool certified = await trial.RunAsync(cancellationToken);
        Assert.That(certified, Is.EqualTo(trial.Differences.Count == 0));
        return trial.Differences;
    }

    private sealed class Miscounting : CertificationService
    {
        public override async Task<long> Test02Async(
            string clientId, bool @bool, VarlinkCallContext context, CancellationToken cancellationToken) =>
            await base.Test02Async(clientId, @bool, context, cancellationToken) + 1;
    }

    private sealed class Forgetful : CertificationService
    {
        public override IAsyncEnumerable<string> Test10StreamAsync(
            string clientId, MyType mytype, VarlinkCallContext context, CancellationToken cancellationToken) =>
            base.Test10StreamAsync(clientId, mytype, context, cancellationToken).Where(reply => !reply.EndsWith('7'));
    }

    private sealed class Unfinished : CertificationService
    {
        public override Task<IReadOnlySet<string>> Test08Async(
            string clientId, IReadOnlyDictionary<string, string> map, VarlinkCallContext context, CancellationToken cancellationToken) =>
            throw NotImplemented(context);
    }

    private sealed class Discontent : CertificationService
    {
        public override async Task<bool> EndAsync(string clientId, VarlinkCallContext context, CancellationToken cancellationToken) =>
            !await base.EndAsync(clientId, context, cancellationToken);
    }

    private sealed class Peculiar : CertificationService
    {
        public static readonly MyType Value = CertificationValues.MyType with
        {
            Interface = CertificationValues.MyType.Interface with
            {
                Foo = [null, new Dictionary<string, InterfaceFoo> { ["Foo"] = new("a value that no interface lists") }],
            },
        };

        public MyType? HandedBack { get; private set; }

        public override async Task<MyType> Test09Async(
            string clientId, IReadOnlySet<string> set, VarlinkCallContext context, CancellationToken cancellationToken)
        {
            await base.Test09Async(clientId, set, context, cancellationToken);
            return Value;
        }

        public override async IAsyncEnumerable<string> Test10StreamAsync(
            string clientId, MyType mytype, VarlinkCallContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            HandedBack = mytype;
            await foreach (string reply in base.Test10StreamAsync(clientId, CertificationValues.MyType, context, cancellationToken))
            {
                yield return reply;
            }
        }
    }
}
