using System.Text;
using System.Text.Json;
using Podman.Tests.Libpod.Server;
using Varlink;

namespace Podman.Tests.Libpod;

/// <summary>Requests that the API takes for something else than they mean, and answers with something else than it promises.</summary>
public class OddRequestTests : LibpodTest
{
    private const string Image = $$"""{"Id":"{{Id}}","RepoTags":["localhost/remove:latest"]}""";

    [TestCase("remove")]
    [TestCase("docker://remove")]
    public async Task An_image_called_remove_does_not_take_all_others_along(string name, CancellationToken cancellationToken)
    {
        Server.On("GET images/remove/json", Image)
            .On("DELETE images/remove", """{"Deleted":["everything"]}""")
            .On("DELETE images/remove:latest", """{"Untagged":["localhost/remove:latest"]}""");
        Assert.That(await Client.RemoveImageAsync(name, force: true, cancellationToken), Is.EqualTo(Id));
        Assert.That(Server.Requests.Select(static request => request.Route), Is.EqualTo(["GET images/remove/json", "DELETE images/remove:latest"]));
    }

    [Test]
    public async Task Null_is_a_list_with_nothing_in_it(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "exited").On("GET images/alpine/json", Image)
            .On($"GET containers/{Id}/changes", "null").On("GET containers/json", "null").On("GET images/json", "null")
            .On($"GET images/{Id}/history", "null").On("GET images/search", "null").On("POST images/prune", "null").On($"DELETE containers/{Id}", "null");
        Assert.That(await Client.ListContainerChangesAsync("web", cancellationToken), Is.EqualTo(new ContainerChanges()));
        Assert.That(await Client.ListContainersAsync(cancellationToken), Is.Empty);
        Assert.That(await Client.ListImagesAsync(cancellationToken), Is.Empty);
        Assert.That(await Client.HistoryImageAsync("alpine", cancellationToken), Is.Empty);
        Assert.That(await Client.SearchImageAsync("alpine", 1, cancellationToken), Is.Empty);
        Assert.That(await Client.DeleteUnusedImagesAsync(cancellationToken), Is.Empty);
        Assert.That(await Client.RemoveContainerAsync("web", force: false, cancellationToken), Is.EqualTo(Id));
    }

    [Test]
    public async Task A_name_with_a_colon_and_no_tag_is_refused(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "exited").On("GET images/alpine/json", Image);
        foreach (Func<Task> call in (Func<Task>[])
        [
            () => Client.TagImageAsync("alpine", "shop:", cancellationToken),
            () => Client.CommitAsync("web", "shop:", [], "", "", pause: false, cancellationToken),
        ])
        {
            var error = await Assert.ThrowsAsync<ErrorOccurredException>(call);
            Assert.That(error!.Reason, Is.EqualTo("error parsing target image name \"shop:\": invalid reference format"));
        }

        Assert.That(Server.Requests.Select(static request => request.Route), Has.None.StartsWith("POST"));
    }

    [TestCase(-2)]
    [TestCase(long.MinValue)]
    public async Task A_signal_that_does_not_exist_is_not_reported_as_sent(long signal, CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "running").On($"POST containers/{Id}/kill", "", 204);
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.Caller.CallAsync(
            PodmanMethods.KillContainer, new() { Name = "web", Signal = signal }, cancellationToken));
        Assert.That(error!.Reason, Is.EqualTo($"error sending signal to container {Id}: there is no signal {signal}"));
        Assert.That(Server.To($"POST containers/{Id}/kill"), Is.Empty);
    }

    [TestCase(10, "10")]
    [TestCase(int.MaxValue, "2147483647")]
    [TestCase(long.MaxValue, "2147483647")]
    public async Task A_time_that_Podman_cannot_count_is_still_a_long_time(long timeout, string sent, CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "running").On($"POST containers/{Id}/stop", "", 204).On($"POST containers/{Id}/restart", "", 204);
        await Client.StopContainerAsync("web", timeout, cancellationToken);
        await Client.RestartContainerAsync("web", timeout, cancellationToken);
        Assert.That(Server.Requests.Where(static request => request.Line.StartsWith("POST", StringComparison.Ordinal)).Select(static request => request.Line),
            Is.EqualTo([$"POST containers/{Id}/stop?timeout={sent}", $"POST containers/{Id}/restart?t={sent}"]));
    }

    [Test]
    public async Task An_image_in_storage_may_be_named_with_its_transport(CancellationToken cancellationToken)
    {
        Server.On("GET images/alpine/json", Image).On("POST containers/create", $$"""{"Id":"{{Id}}"}""", 201);
        await Client.CreateContainerAsync(new CreateContainerOptions { Image = "docker://alpine" }, cancellationToken);
        Assert.That(Encoding.UTF8.GetString(Server.To("POST containers/create").Single().Body), Does.Contain("\"image\":\"alpine\""));
    }

    [Test]
    public async Task A_container_of_an_archive_is_made_of_the_image_in_it(CancellationToken cancellationToken)
    {
        string path = Path.GetTempFileName();
        try
        {
            Server.On("POST images/load", """{"Names":["localhost/saved:1"]}""").On("GET images/localhost/saved:1/json", Image)
                .On("POST containers/create", $$"""{"Id":"{{Id}}"}""", 201);
            await Client.CreateContainerAsync(new CreateContainerOptions { Image = "docker-archive:" + path }, cancellationToken);
            Assert.That(Encoding.UTF8.GetString(Server.To("POST containers/create").Single().Body), Does.Contain($"\"image\":\"{Id}\""));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public async Task A_log_that_only_JSON_makes_too_long_is_refused_as_a_long_one(CancellationToken cancellationToken)
    {
        // An escape character takes one byte in the log, and six in the reply.
        byte[] line = [.. "2026-11-29T18:00:00Z "u8, .. Enumerable.Repeat((byte)27, 8000), (byte)'\n'];
        byte[] frames = [.. Enumerable.Repeat(RestReply.Frame(1, line), 1400).SelectMany(static bytes => bytes)];
        Server.HasContainer("web", Id, "exited").On($"GET containers/{Id}/logs", async (_, reply) =>
        {
            await reply.BeginAsync();
            await reply.ChunkAsync(frames);
            await reply.EndAsync();
        });
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.GetContainerLogsAsync("web", cancellationToken));
        Assert.That(error!.Reason, Does.Contain("is too long for one reply"));
    }

    [TestCase("docker", "", "format=docker")]
    [TestCase("oci", "", "format=oci")]
    [TestCase("", "why", "comment=why&format=docker")]
    public async Task The_format_of_a_commit_is_read_as_Podman_0_8_reads_it(string format, string message, string expected, CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "exited").On("POST commit", $$"""{"Id":"{{Id}}"}""");
        await CommitAsync(format, message, cancellationToken);
        Assert.That(Server.To("POST commit").Single().Line, Does.Contain(expected));
    }

    [Test]
    public async Task A_format_that_nobody_knows_is_refused(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "exited");
        var error = await Assert.ThrowsAsync<VarlinkErrorException>(() => CommitAsync("bogus", "", cancellationToken));
        Assert.That(error!.ErrorName, Is.EqualTo("io.podman.ErrorOccurred"));
        Assert.That(error.Message, Does.Contain("unrecognized image format"));
    }

    /// <summary>With a parameter that the interface does not have.</summary>
    private async Task CommitAsync(string format, string message, CancellationToken cancellationToken)
    {
        using JsonDocument parameters = JsonDocument.Parse(
            $$"""{"name":"web","image_name":"","changes":[],"author":"","message":"{{message}}","pause":false,"manifestType":"{{format}}"}""");
        await ((VarlinkClient)Client.Caller).CallAsync("io.podman.Commit", parameters.RootElement, cancellationToken);
    }
}
