using Varlink;
using Varlink.TestKit;

namespace Podman.Testing.Tests.Secrets;

/// <summary>
/// A whole run of calls, errors, cut connections, retries and streams, with secrets in everything that a container may hold: none of them is in
/// the log of the client or of the server, at any level, nor in the text of any exception, but for error replies: those carry the text that the
/// service has put there for the caller.
/// </summary>
[CancelAfter(60_000)]
public sealed class NothingSecretTests
{
    private const string Mark = "s3cr3t-";
    private const string Env = Mark + "env";
    private const string Label = Mark + "label";
    private const string Argument = Mark + "argument";
    private const string Line = Mark + "line";
    private const string PathPart = Mark + "path";

    private readonly CapturedLog _log = new();
    private readonly List<Exception> _exceptions = [];

    [Test]
    public async Task Nothing_of_what_is_sent_and_answered_is_in_logs_and_exceptions(CancellationToken token)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory(PathPart);
        try
        {
            await using var engine = new ReferenceEngine(new ReferenceEngineOptions { Seed = 1 });
            engine.AddImage("busybox");
            await using var server = new VarlinkServer(new VarlinkServerOptions { LoggerFactory = _log }, engine);
            var connector = new CuttingConnector(server.CreateInProcessConnector());
            await using (var client = new PodmanClient(new VarlinkClient(connector, new VarlinkClientOptions { LoggerFactory = _log })))
            {
                string id = await RunAsync(client, folder.FullName, token);
                await FailAsync(client, folder.FullName, token);

                // Every place of every reply is somewhere in these.
                for (int limit = 0; limit < 2000; limit += limit < 20 ? 1 : 137)
                {
                    connector.Limit = limit;
                    await using var cut = new PodmanClient(new VarlinkClient(connector, new VarlinkClientOptions { LoggerFactory = _log }));
                    await BreakAsync(cut, id, token);
                }
            }

            await server.StopAsync(token);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Assert.That(_exceptions.OfType<VarlinkConnectionException>().Count(), Is.GreaterThan(50), "connections were cut");
        Assert.That(_log.Lines, Has.Some.Contains("attempt 2 follows"), "calls were sent again");
        Assert.That(_log.Lines, Has.Some.Contains("is answered with the error"));
        Assert.That(_log.Lines, Has.Some.Contains("io.podman.GetContainerLogs is called"), "the server's side is in it");
        Assert.That(_log.Lines, Has.None.Contains(Mark));
        Assert.That(_exceptions.Where(exception => exception is not VarlinkErrorException).Select(exception => exception.ToString()), Has.None.Contains(Mark));
    }

    private static CreateContainerOptions Options(string name) => new()
    {
        Image = "busybox",
        Name = name,
        Env = new Dictionary<string, string> { ["TOKEN"] = Env },
        Labels = new Dictionary<string, string> { ["label"] = Label },
        Command = ["sh", "-c", $"echo {Line}; echo $TOKEN"],
    };

    private static async Task<string> RunAsync(PodmanClient client, string folder, CancellationToken token)
    {
        string id = await client.CreateContainerAsync(Options("web"), token);
        await client.StartContainerAsync("web", token);
        await client.WaitContainerAsync("web", token);
        Assert.That(string.Concat(await client.GetContainerLogsAsync("web", token)), Does.Contain(Line).And.Contains(Env), "the secrets are there");
        Assert.That(await client.InspectContainerAsync("web", token), Does.Contain(Env).And.Contains(Label));
        await client.ListContainersAsync(token);
        await client.ExportContainerAsync("web", Path.Combine(folder, "web.tar"), token);
        string dockerfile = Path.Combine(folder, "Dockerfile");
        await File.WriteAllTextAsync(dockerfile, $"FROM busybox\nARG SECRET\nENV X=$SECRET\nLABEL y={Label}\nRUN echo {Line}\n", token);
        await client.BuildImageAsync(new BuildInfo { Dockerfile = [dockerfile], Tags = ["built"], BuildArgs = new Dictionary<string, string> { ["SECRET"] = Argument } }, token);
        await client.InspectImageAsync("built", token);
        return id;
    }

    /// <summary>Errors of the engine.</summary>
    private async Task FailAsync(PodmanClient client, string folder, CancellationToken token)
    {
        await CatchAsync(client.CreateContainerAsync(Options("web"), token));
        await CatchAsync(client.StartContainerAsync("nosuch", token));
        await CatchAsync(client.ImportImageAsync(Path.Combine(folder, "nosuch.tar"), "x", "", [], token));
        await CatchAsync(client.BuildImageAsync(new BuildInfo { Dockerfile = [Path.Combine(folder, "nosuch")], BuildArgs = new Dictionary<string, string> { ["SECRET"] = Argument } }, token));
        Assert.That(_exceptions, Has.All.InstanceOf<VarlinkErrorException>());
        Assert.That(_exceptions, Has.Count.EqualTo(4));
    }

    /// <summary>Calls of every lane, over connections that end somewhere.</summary>
    private async Task BreakAsync(PodmanClient client, string id, CancellationToken token)
    {
        await CatchAsync(client.GetContainerAsync(id, token));
        await CatchAsync(client.InspectContainerAsync(id, token));
        await CatchAsync(client.GetContainerLogsAsync(id, token));
        await CatchAsync(client.CreateContainerAsync(Options("other"), token));
        await CatchAsync(client.WaitContainerAsync(id, token));
        await CatchAsync(FollowAsync(client, id, token));
    }

    private static async Task FollowAsync(PodmanClient client, string id, CancellationToken token)
    {
        await foreach (ContainerLogLine line in client.FollowLogsAsync(id, cancellationToken: token))
        {
            Assert.That(line.Text, Is.Not.Null);
        }
    }

    private async Task CatchAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (VarlinkException e)
        {
            _exceptions.Add(e);
        }
    }
}
