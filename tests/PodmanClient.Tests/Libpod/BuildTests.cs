using System.Formats.Tar;
using Podman.Tests.Libpod.Server;
using Varlink.TestKit;

namespace Podman.Tests.Libpod;

public class BuildTests : LibpodTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new TemporaryFolder();
        File.WriteAllText(_folder["Dockerfile"], "FROM scratch\n");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task The_folder_is_sent_without_what_is_ignored_and_links_as_links(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder["sub/deep"]);
        File.WriteAllText(_folder["sub/skipped"], "");
        File.WriteAllText(_folder["sub/deep/kept"], "k");
        File.WriteAllText(_folder["a.log"], "");
        File.CreateSymbolicLink(_folder["link"], "sub");
        File.WriteAllText(_folder[".dockerignore"], "*.log\nsub\n!sub/deep\nDockerfile\n");
        IReadOnlyList<TarEntry> entries = await BuildAsync(new BuildInfo { Dockerfile = [_folder["Dockerfile"]] }, cancellationToken);
        Assert.That(entries.Select(static entry => entry.Name.TrimEnd('/')),
            Is.EquivalentTo(["Dockerfile", ".dockerignore", "link", "sub/deep", "sub/deep/kept"]));
        Assert.That(entries.Single(static entry => entry.Name == "link").LinkName, Is.EqualTo("sub"));
        Assert.That(Server.To("POST build").Single().Line, Does.Contain("""dockerfile=Dockerfile&"""));
    }

    [Test]
    public async Task A_Dockerfile_from_elsewhere_goes_along(CancellationToken cancellationToken)
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere["More"], "FROM scratch\n");
        IReadOnlyList<TarEntry> entries = await BuildAsync(new BuildInfo { Dockerfile = [_folder["Dockerfile"], elsewhere["More"]] }, cancellationToken);
        Assert.That(entries.Select(static entry => entry.Name), Is.EquivalentTo(["Dockerfile", ".podman-build-1"]));
        Assert.That(Server.To("POST build").Single().Line, Does.Contain("""dockerfile=["Dockerfile",".podman-build-1"]"""));
    }

    [Test]
    [Platform("Linux")]
    public async Task A_socket_in_the_folder_is_left_out(CancellationToken cancellationToken)
    {
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_folder["socket"]));
        File.WriteAllText(_folder["empty"], "");
        IReadOnlyList<TarEntry> entries = await BuildAsync(new BuildInfo { Dockerfile = [_folder["Dockerfile"]] }, cancellationToken);
        Assert.That(entries.Select(static entry => entry.Name), Is.EquivalentTo(["Dockerfile", "empty"]));
    }

    [Test]
    public async Task How_to_build_is_sent_as_Podman_takes_it(CancellationToken cancellationToken)
    {
        await BuildAsync(
            new BuildInfo
            {
                Dockerfile = [_folder["Dockerfile"]],
                Tags = ["a:1", "b"],
                Memory = "1k",
                ShmSize = "64m",
                Label = ["x=y=z"],
                BuildArgs = new Dictionary<string, string> { ["A"] = "1" },
                Ulimit = ["nofile=1:2"],
                PullAlways = true,
                ImageFormat = "docker",
            },
            cancellationToken);
        string line = Server.To("POST build").Single().Line;
        string[] expected =
        [
            "t=a:1", "t=b", "memory=1024", "shmsize=67108864", """labels={"x":"y=z"}""", """buildargs={"A":"1"}""", """ulimits=["nofile=1:2"]""",
            "pullpolicy=always", "outputformat=application/vnd.docker.distribution.manifest.v2+json",
        ];
        Assert.That(line.Split('?', '&'), Is.SupersetOf(expected));
    }

    [Test]
    public async Task What_the_build_writes_arrives_while_it_runs(CancellationToken cancellationToken)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.On("POST build", async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.ChunkAsync("""{"stream":"STEP 1/2: FROM scratch\n"}""" + "\n");
            await seen.Task.WaitAsync(cancellationToken);
            await reply.ChunkAsync($$"""{"stream":"{{Id}}\n"}""" + "\n" + """{"stream":"Copying blob sha256:ab"}""" + "\n" + """{"stream":"cd\npart"}""" + "\n");
            await reply.ChunkAsync($$"""{"stream":"sha256:{{Id}}\n"}""" + "\n");
            await reply.EndAsync();
        });
        var steps = new List<ImageStep>();
        await foreach (ImageStep step in Client.BuildImageStepsAsync(new BuildInfo { Dockerfile = [_folder["Dockerfile"]] }, cancellationToken))
        {
            steps.Add(step);
            seen.TrySetResult();
        }

        Assert.That(steps, Is.EqualTo([
            new ImageStep { Kind = ImageStepKind.Instruction, Text = "STEP 1/2: FROM scratch", Number = 1, Total = 2, Instruction = "FROM scratch" },
            new ImageStep { Text = Id },
            new ImageStep { Kind = ImageStepKind.Layer, Text = "Copying blob sha256:abcd", Digest = "sha256:abcd" },
            new ImageStep { Text = "part" },
            new ImageStep { Kind = ImageStepKind.Completed, ImageId = Id },
        ]));
    }

    [Test]
    public async Task A_failure_within_a_success_is_a_failure(CancellationToken cancellationToken)
    {
        Server.On("POST build", """{"stream":"STEP 1/2\n"}""" + "\n" + """{"errorDetail":{"message":"exit status 7\n"},"error":"exit status 7\n"}""" + "\n");
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() =>
            Client.BuildImageAsync(new BuildInfo { Dockerfile = [_folder["Dockerfile"]] }, cancellationToken));
        Assert.That(error!.Reason, Is.EqualTo("exit status 7"));
    }

    [Test]
    public async Task A_build_that_ends_without_saying_how_is_told(CancellationToken cancellationToken)
    {
        Server.On("POST build", """{"stream":"STEP 1/2\n"}""" + "\n");
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() =>
            Client.BuildImageAsync(new BuildInfo { Dockerfile = [_folder["Dockerfile"]] }, cancellationToken));
        Assert.That(error!.Reason, Does.Contain("without an id"));
    }

    [Test]
    public async Task A_Dockerfile_that_is_not_there_is_told_before_anything_is_sent()
    {
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.BuildImageAsync(new BuildInfo { Dockerfile = [_folder["not"]] }));
        Assert.That(error!.Reason, Does.Contain(_folder["not"]));
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task Podmans_own_cause_is_told_when_it_takes_no_more_of_the_folder(CancellationToken cancellationToken)
    {
        // More than sockets hold: Podman, whose disk is full, answers and closes in the midst of it.
        await using (FileStream large = File.Create(_folder["large"]))
        {
            large.SetLength(64 << 20);
        }

        await Server.StopAsync();
        using var listener = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        File.Delete(Server.Path);
        listener.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Server.Path));
        listener.Listen();
        Task<BuildResponse> building = Client.BuildImageAsync(new BuildInfo { Dockerfile = [_folder["Dockerfile"]] }, cancellationToken);
        using (System.Net.Sockets.Socket connection = await listener.AcceptAsync(cancellationToken))
        {
            await connection.ReceiveAsync(new byte[1 << 16], cancellationToken);
            const string Body = """{"cause":"no space left on device","message":"copying context: no space left on device","response":500}""";
            await connection.SendAsync(
                System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 500 X\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body}"), cancellationToken);
        }

        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() => building);
        Assert.That(error!.Reason, Is.EqualTo("copying context: no space left on device"));
    }

    private async Task<IReadOnlyList<TarEntry>> BuildAsync(BuildInfo build, CancellationToken cancellationToken)
    {
        Server.On("POST build", $$"""{"stream":"{{Id}}\n"}""" + "\n");
        Assert.That((await Client.BuildImageAsync(build, cancellationToken)).Id, Is.EqualTo(Id));
        var reader = new TarReader(new MemoryStream(Server.To("POST build").Single().Body));
        var entries = new List<TarEntry>();
        while (await reader.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }
}
