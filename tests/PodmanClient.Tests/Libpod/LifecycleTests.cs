using Podman.Libpod;
using Podman.Tests.Libpod.Server;

namespace Podman.Tests.Libpod;

public class LifecycleTests : LibpodTest
{
    private WaitingTimeProvider _time = null!;

    private protected override LibpodEngineOptions Configure(LibpodEngineOptions options)
    {
        _time = new WaitingTimeProvider(LibpodEngineOptions.DefaultWaitInterval);
        options.TimeProvider = _time;
        return options;
    }

    [TestCase("web\"")]
    [TestCase("a/b")]
    [TestCase("..")]
    [TestCase("")]
    [TestCase("?all=true")]
    public async Task A_name_that_no_container_can_have_is_not_found(string name, CancellationToken cancellationToken)
    {
        Server.On("GET containers/json", "[]").On("GET json", "{}");
        var error = await Assert.ThrowsAsync<ContainerNotFoundException>(() => Client.GetContainerAsync(name, cancellationToken));
        Assert.That(error!.Name, Is.EqualTo(name));
        Assert.That(Server.To("GET containers/json"), Is.Empty);
    }

    [Test]
    public async Task A_beginning_that_several_ids_share_is_not_found(CancellationToken cancellationToken)
    {
        Server.Fails("GET containers/2/json", 500, "container already exists", "more than one result for container ID 2: container already exists");
        await Assert.ThrowsAsync<ContainerNotFoundException>(() => Client.StartContainerAsync("2", cancellationToken));
    }

    [Test]
    public async Task A_container_that_goes_between_the_look_and_the_act_is_not_found_by_the_name_that_was_given(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "running").Fails($"POST containers/{Id}/stop", 404, "no such container", $"no container with ID {Id}");
        var error = await Assert.ThrowsAsync<ContainerNotFoundException>(() => Client.StopContainerAsync("web", 1, cancellationToken));
        Assert.That(error!.Name, Is.EqualTo("web"));
    }

    [TestCase("created", "configured")]
    [TestCase("initialized", "created")]
    [TestCase("running", "running")]
    [TestCase("stopping", "running")]
    [TestCase("paused", "paused")]
    [TestCase("stopped", "exited")]
    [TestCase("exited", "exited")]
    [TestCase("removing", "removing")]
    public async Task States_have_the_names_of_io_podman(string state, string expected, CancellationToken cancellationToken)
    {
        Server.On("GET containers/json", $$"""[{"Id":"{{Id}}","State":"{{state}}","Pid":0,"Ports":null,"Mounts":null,"Names":["web"]}]""");
        ListContainerData container = (await Client.ListContainersAsync(cancellationToken)).Single();
        Assert.That(container.Status, Is.EqualTo(expected));
        Assert.That(container.ContainerRunning, Is.EqualTo(expected == "running"));
    }

    [Test]
    public async Task A_paused_container_is_not_touched_where_io_podman_forbids_it(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "paused");
        await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.StopContainerAsync("web", 1, cancellationToken));
        await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.RemoveContainerAsync("web", true, cancellationToken));
        await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.StartContainerAsync("web", cancellationToken));
        await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.KillContainerAsync("web", 9, cancellationToken));
        Assert.That(Server.Requests.Select(static request => request.Line), Has.All.StartsWith("GET"));
    }

    [Test]
    public async Task Waiting_lasts_from_before_the_start_to_the_end(CancellationToken cancellationToken)
    {
        string state = "created";
        Server.HasContainer("web", Id, state).On($"GET containers/{Id}/json", (_, reply) => reply.SendAsync(
            200, $$$"""{"Id":"{{{Id}}}","State":{"Status":"{{{state}}}","ExitCode":{{{(state == "exited" ? 3 : 0)}}}}}"""));
        Server.On($"POST containers/{Id}/wait", (_, reply) =>
        {
            state = "exited";
            return reply.SendAsync(500, """{"cause":"no such exit code","message":"getting exit code: no such exit code","response":500}""");
        });
        Task<long> waiting = Client.WaitContainerAsync("web", cancellationToken);
        for (int looks = 1; looks <= 3; looks++)
        {
            await _time.WaitsAsync(cancellationToken);
            Assert.That(Server.To($"GET containers/{Id}/json").Count(), Is.EqualTo(looks - 1));
            state = looks < 3 ? state : "running";
            _time.Advance(LibpodEngineOptions.DefaultWaitInterval);
        }

        Assert.That(await waiting, Is.EqualTo(3));
        Assert.That(Server.To($"POST containers/{Id}/wait").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Waiting_for_a_container_that_is_removed_ends_with_an_error(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "running").On($"POST containers/{Id}/wait", (_, reply) =>
        {
            Server.Fails($"GET containers/{Id}/json", 404, "no such container", "no such container");
            return reply.SendAsync(200, "-1");
        });
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.WaitContainerAsync("web", cancellationToken));
        Assert.That(error!.Reason, Is.EqualTo($"container {Id} does not exist in database: no such container"));
    }

    [Test]
    public async Task A_removal_that_reports_a_failure_in_its_report_fails(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "exited").On($"DELETE containers/{Id}", $$"""[{"Id":"{{Id}}","Err":"device or resource busy"}]""");
        var error = await Assert.ThrowsAsync<ErrorOccurredException>(() => Client.RemoveContainerAsync("web", false, cancellationToken));
        Assert.That(error!.Reason, Is.EqualTo("device or resource busy"));
    }

    [Test]
    public async Task A_forced_removal_of_a_container_that_ends_meanwhile_is_asked_for_again(CancellationToken cancellationToken)
    {
        int calls = 0;
        Server.HasContainer("web", Id, "running").On($"DELETE containers/{Id}", (_, reply) => ++calls == 1
            ? reply.SendAsync(500, """{"cause":"container state improper","message":"could not be stopped: container state improper","response":500}""")
            : reply.SendAsync(200, $$"""[{"Id":"{{Id}}"}]"""));
        Task<string> removing = Client.RemoveContainerAsync("web", true, cancellationToken);
        await _time.WaitsAsync(cancellationToken);
        _time.Advance(LibpodEngineOptions.DefaultWaitInterval);
        Assert.That(await removing, Is.EqualTo(Id));
        Assert.That(calls, Is.EqualTo(2));
    }

    [Test]
    public async Task A_stop_of_a_container_that_has_ended_meanwhile_is_a_success(CancellationToken cancellationToken)
    {
        Server.HasContainer("web", Id, "running").On($"POST containers/{Id}/stop", (_, reply) =>
        {
            Server.HasContainer("web", Id, "stopped");
            return reply.SendAsync(500, """{"cause":"container state improper","message":"container state improper","response":500}""");
        });
        Assert.That(await Client.StopContainerAsync("web", 1, cancellationToken), Is.EqualTo(Id));
    }

    [Test]
    public async Task A_list_that_meets_a_removal_is_asked_for_again(CancellationToken cancellationToken)
    {
        int calls = 0;
        Server.On("GET containers/json", (_, reply) => ++calls == 1
            ? reply.SendAsync(500, """{"cause":"no such container","message":"no such container","response":500}""")
            : reply.SendAsync(200, "[]"));
        Assert.That(await Client.ListContainersAsync(cancellationToken), Is.Empty);
        Assert.That(calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Ports_and_mounts_are_told_in_full(CancellationToken cancellationToken)
    {
        Server
            .On("GET containers/json", $$"""
                [{"Id":"{{Id}}","State":"running","Pid":7,"Created":"2026-11-24T18:15:16.9Z","Mounts":["/data"],
                "Ports":[{"host_ip":"","container_port":80,"host_port":8080,"range":2,"protocol":"tcp,udp"}]}]
                """)
            .On($"GET containers/{Id}/json", $$"""
                {"Id":"{{Id}}","Mounts":[{"Type":"bind","Source":"/tmp","Destination":"/data","Options":["rbind"],"RW":false}]}
                """);
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 19, 17, 19, 400, TimeSpan.Zero));
        ListContainerData container = (await Client.ListContainersAsync(cancellationToken)).Single();
        Assert.That(container.Ports.Select(static port => $"{port.HostPort}:{port.ContainerPort}/{port.Protocol}"),
            Is.EqualTo(["8080:80/tcp", "8081:81/tcp", "8080:80/udp", "8081:81/udp"]));
        Assert.That(container.Mounts.Single(),
            Is.EqualTo(new ContainerMount { Type = "bind", Source = "/tmp", Destination = "/data", Options = ["rbind", "ro"] }));
        Assert.That(container.RunningFor, Is.EqualTo("1h2m2.5s"));
        Assert.That(container.Namespaces.Pid, Is.EqualTo("7"));
    }
}
