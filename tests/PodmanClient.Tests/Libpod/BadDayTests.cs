using Podman.Libpod;
using Podman.Tests.Libpod.Server;

namespace Podman.Tests.Libpod;

/// <summary>What becomes of calls when Podman does not answer as it should; and that the next call works when it does again.</summary>
public class BadDayTests : LibpodTest
{
    [TearDown]
    public async Task The_engine_lives_on()
    {
        Server.On("GET _ping", "OK");
        Assert.That((await Client.PingAsync()).Message, Is.EqualTo("OK"));
    }

    [Test]
    public async Task A_service_that_is_down_is_told_with_what_to_do(CancellationToken cancellationToken)
    {
        await Server.StopAsync();
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.ListContainersAsync(cancellationToken));
        Assert.That(error!.Reason, Does.Contain(Server.Address).And.Contain("refused").And.Contain("systemctl start podman.socket"));
        Server.Start();
    }

    [Test]
    public async Task A_socket_that_is_not_there_is_told(CancellationToken cancellationToken)
    {
        await using var engine = new LibpodEngine(new LibpodEngineOptions { Address = Server.Address + ".not" });
        await using PodmanClient client = engine.CreateClient();
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => client.PingAsync(cancellationToken));
        Assert.That(error!.Reason, Does.Contain("no such socket"));
    }

    [Test]
    public async Task A_socket_that_the_user_may_not_open_is_told(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            // Root may open everything, so that the text is all that can be looked at.
            var failure = Podman.Libpod.Rest.RestFailures.NoAnswer(
                Podman.Libpod.Rest.RestAddress.Parse(Server.Address),
                new HttpRequestException("", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.AccessDenied)),
                hasEffect: false);
            Assert.That(failure.Message, Does.Contain("permission denied"));
            return;
        }

        File.SetUnixFileMode(Server.Path, UnixFileMode.None);
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.ListContainersAsync(cancellationToken));
        Assert.That(error!.Reason, Does.Contain("permission denied"));
        File.SetUnixFileMode(Server.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Test]
    public async Task A_service_without_this_version_of_the_API_is_told(CancellationToken cancellationToken)
    {
        Server.On("GET version", (_, reply) => reply.SendAsync(404, "404 page not found\n", "text/plain"));
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.GetVersionAsync(cancellationToken));
        Assert.That(error!.Reason, Does.Contain("does not have the API of Podman 3").And.Contain("404 page not found"));
    }

    [TestCase("<html>nothing here</html>")]
    [TestCase("""[{"Id":7}]""")]
    [TestCase("""[{"Id":"a" """)]
    public async Task An_answer_that_is_not_what_the_API_promises_is_told(string answer, CancellationToken cancellationToken)
    {
        Server.On("GET containers/json", answer);
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.ListContainersAsync(cancellationToken));
        Assert.That(error!.Reason, Does.Contain("not what Podman's API promises"));
    }

    [Test]
    public async Task Null_is_no_document(CancellationToken cancellationToken)
    {
        Server.On("GET info", "null");
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.GetInfoAsync(cancellationToken));
        Assert.That(error!.Reason, Does.Contain("not what Podman's API promises: null"));
    }

    [Test]
    public async Task A_failure_that_is_not_told_in_Podmans_way_is_told_as_it_is(CancellationToken cancellationToken)
    {
        Server.On("GET containers/json", (_, reply) => reply.SendAsync(502, "<h1>Bad Gateway</h1>", "text/html"));
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.ListContainersAsync(cancellationToken));
        Assert.That(error!.Reason, Does.Contain("502").And.Contain("Bad Gateway"));
    }

    [Test]
    public async Task Something_that_does_not_speak_HTTP_is_told(CancellationToken cancellationToken)
    {
        Server.On("GET containers/json", async (_, reply) =>
        {
            await reply.RawAsync("SSH-2.0-OpenSSH_9.2\r\n"u8.ToArray());
            reply.Cut();
        });
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.ListContainersAsync(cancellationToken));
        Assert.That(error!.Reason, Does.Contain("does not speak HTTP"));
    }

    [Test]
    public async Task An_answer_that_is_cut_is_told(CancellationToken cancellationToken)
    {
        Server.On("GET containers/json", async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.ChunkAsync("[{");
            reply.Cut();
        });
        var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.ListContainersAsync(cancellationToken));
        Assert.That(error!.Reason, Does.Contain("broke off"));
    }

    [Test]
    public async Task Nothing_that_has_an_effect_is_sent_twice(CancellationToken cancellationToken)
    {
        // The connection that was used before is the one that the runtime would try again after.
        Server.On("GET _ping", "OK").HasContainer("web", Id, "exited").On($"POST containers/{Id}/start", Cut);
        for (int i = 0; i < 3; i++)
        {
            await Client.PingAsync(cancellationToken);
            var error = await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.StartContainerAsync("web", cancellationToken));
            Assert.That(error!.Reason, Does.Contain("broke before the answer").And.Contain("Whether Podman has carried it out is not known"));
            Assert.That(Server.To($"POST containers/{Id}/start").Count(), Is.EqualTo(i + 1));
        }

        static Task Cut(RestRequest request, RestReply reply)
        {
            reply.Cut();
            return Task.CompletedTask;
        }
    }

    [Test]
    public async Task A_second_effect_after_a_first_that_went_well_is_not_sent_twice_either(CancellationToken cancellationToken)
    {
        int calls = 0;
        Server.HasContainer("web", Id, "running").On($"POST containers/{Id}/kill", (_, reply) =>
        {
            if (++calls == 1)
            {
                return reply.SendAsync(204, "");
            }

            reply.Cut();
            return Task.CompletedTask;
        });
        await Client.KillContainerAsync("web", 10, cancellationToken);
        await Assert.ThrowsAsync<RuntimeErrorException>(() => Client.KillContainerAsync("web", 10, cancellationToken));
        Assert.That(calls, Is.EqualTo(2));
    }

    [Test]
    public async Task A_caller_that_goes_away_ends_the_request(CancellationToken cancellationToken)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.HasContainer("web", Id, "running").On($"POST containers/{Id}/stop", async (_, reply) =>
        {
            arrived.SetResult();
            await reply.WaitForEndOfRequestsAsync();
            ended.SetResult();
            reply.Cut();
        });
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<string> stopping = Client.StopContainerAsync("web", 10, cancellation.Token);
        await arrived.Task.WaitAsync(cancellationToken);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => stopping);
        await ended.Task.WaitAsync(cancellationToken);
    }
}
