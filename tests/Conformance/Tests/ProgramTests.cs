using System.Collections.Concurrent;
using Varlink.Conformance.Certification;
using Varlink.Conformance.Places;
using Varlink.TestKit;

namespace Varlink.Conformance.Tests;

/// <summary>The command line.</summary>
public class ProgramTests
{
    [Test, CancelAfter(60_000)]
    public async Task Certifies_a_server_and_prints_a_line_a_step(CancellationToken cancellationToken)
    {
        await using Place place = await Place.OpenAsync(Place.Unix, cancellationToken);
        using var output = new StringWriter();
        using var error = new StringWriter();

        int status = await CertificationProgram.RunAsync(["certify-server", place.Address], output, error, cancellationToken);

        string[] lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(status, Is.EqualTo(CertificationProgram.Certified), error.ToString());
        Assert.That(lines, Has.Length.EqualTo(14), "13 steps and a verdict");
        Assert.That(lines[^1], Is.EqualTo("Certified."));
    }

    [Test, CancelAfter(60_000)]
    public async Task Certifies_a_client_and_ends(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        string address = Place.AddressToListenOn(Place.Unix, folder);
        using var output = new LineWriter();
        using var error = new StringWriter();

        Task<int> program = CertificationProgram.RunAsync(["certify-client", address], output, error, cancellationToken);
        await output.WaitForAsync("Waiting for a client", cancellationToken);
        await using (var client = new VarlinkClient(VarlinkAddress.Parse(address).CreateConnector(), ServerTrial.ClientOptions()))
        {
            Assert.That(await new ServerTrial(client).RunAsync(cancellationToken), Is.True);
        }

        Assert.That(await program.WaitAsync(cancellationToken), Is.EqualTo(CertificationProgram.Certified), error.ToString());
        Assert.That(output.Lines, Has.Exactly(1).EqualTo("Certified."));
    }

    [Test, CancelAfter(60_000)]
    public async Task Does_not_certify_a_client_that_is_wrong_and_shows_where(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        string address = Place.AddressToListenOn(Place.Unix, folder);
        using var output = new LineWriter();
        using var error = new StringWriter();

        Task<int> program = CertificationProgram.RunAsync(["certify-client", address], output, error, cancellationToken);
        await output.WaitForAsync("Waiting for a client", cancellationToken);
        await using (var client = new VarlinkClient(VarlinkAddress.Parse(address).CreateConnector(), ServerTrial.ClientOptions()))
        {
            var walk = new Walk(client, cancellationToken);
            await walk.ToAsync("End");
            await Assert.ThrowsAsync<VarlinkErrorException>(() => walk.CallAsync("Test02", """{"bool":true}"""));
            await walk.CallAsync("End");
        }

        Assert.That(await program.WaitAsync(cancellationToken), Is.EqualTo(CertificationProgram.NotCertified), error.ToString());
        Assert.That(output.Lines, Has.One.StartsWith("Test02  wrong").And.One.EqualTo("Not certified."));
    }

    [Test, CancelAfter(60_000)]
    public async Task Says_when_there_is_no_server(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();

        int status = await CertificationProgram.RunAsync(["certify-server", $"unix:{folder["nobody"]}"], output, error, cancellationToken);

        Assert.That(status, Is.EqualTo(CertificationProgram.NotCertified));
        Assert.That(output.ToString(), Does.StartWith("Start   wrong:").And.Contain(folder["nobody"]).And.Contain("Not certified."));
    }

    [Test, CancelAfter(60_000)]
    public async Task Says_when_nobody_can_listen_there(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();
        string address = $"unix:{Path.Combine(folder["no"], "such", "folder")}";

        int status = await CertificationProgram.RunAsync(["certify-client", address], output, error, cancellationToken);

        Assert.That(status, Is.EqualTo(CertificationProgram.NotCertified));
        Assert.That(error.ToString(), Does.Contain(folder.Path));
    }

    [TestCase]
    [TestCase("certify-server")]
    [TestCase("certify", "unix:/run/x")]
    [TestCase("certify-server", "/run/x")]
    public async Task Says_how_it_is_used(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        int status = await CertificationProgram.RunAsync(arguments, output, error);

        Assert.That(status, Is.EqualTo(CertificationProgram.WrongUse));
        Assert.That(error.ToString(), Does.Contain("unix:/path"));
    }

    /// <summary>Collects lines, and lets a test wait for one.</summary>
    private sealed class LineWriter : StringWriter
    {
        private readonly ConcurrentQueue<string> _lines = new();
        private readonly SemaphoreSlim _written = new(0);

        public IReadOnlyCollection<string> Lines => _lines;

        public override void WriteLine(string? value)
        {
            _lines.Enqueue(value ?? "");
            _written.Release();
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }

        public async Task WaitForAsync(string start, CancellationToken cancellationToken)
        {
            while (!_lines.Any(line => line.StartsWith(start, StringComparison.Ordinal)))
            {
                await _written.WaitAsync(cancellationToken);
            }
        }
    }
}
