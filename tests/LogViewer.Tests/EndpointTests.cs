using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using LogViewer.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using Podman;

namespace LogViewer.Tests;

[CancelAfter(60_000)]
public sealed class EndpointTests : ViewerFixture
{
    [Test]
    public async Task Containers_are_listed_by_name(CancellationToken token)
    {
        await AddAsync("web");
        await AddAsync("cache");
        Engine.AddImage("old");
        await Engine.AddContainerAsync(new CreateContainerOptions { Name = "backup", Image = "old" }, ContainerState.Exited);
        var containers = await Http.GetFromJsonAsync(new Uri("/api/containers", UriKind.Relative), ViewerJson.Default.IReadOnlyListContainerView, token);
        Assert.That(containers!.Select(container => (container.Name, container.State)), Is.EqualTo([("backup", "exited"), ("cache", "running"), ("web", "running")]));
    }

    [Test]
    public async Task A_log_is_sent_while_it_is_written_until_its_container_ends(CancellationToken token)
    {
        Script web = await AddAsync("web");
        web.Write("one");
        using HttpResponseMessage response = await FollowAsync("web", token);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
        await using IAsyncEnumerator<SseItem<LogEvent>> events = Read(response, token);
        Assert.That((await NextAsync(events)).EventType, Is.EqualTo("open"));
        SseItem<LogEvent> line = await NextAsync(events);
        Assert.That((line.EventType, line.EventId, line.Data.Source, line.Data.Text), Is.EqualTo(("line", "1", "stdout", "one")));
        Assert.That(line.Data.Time, Is.Not.Null);

        web.WriteError("<script>two</script>");
        line = await NextAsync(events);
        Assert.That((line.EventId, line.Data.Source, line.Data.Text), Is.EqualTo(("2", "stderr", "<script>two</script>")));

        web.End();
        Assert.That((await NextAsync(events)).EventType, Is.EqualTo("end"));
        Assert.That(await events.MoveNextAsync(), Is.False);
    }

    [Test]
    public async Task A_page_that_comes_again_gets_what_it_has_not_seen(CancellationToken token)
    {
        Script web = await AddAsync("web");
        web.Write("one");
        web.Write("two");
        web.Write("three");
        using HttpResponseMessage response = await FollowAsync("web", token, lastEventId: "2");
        await using IAsyncEnumerator<SseItem<LogEvent>> events = Read(response, token);
        await NextAsync(events);
        SseItem<LogEvent> line = await NextAsync(events);
        Assert.That((line.EventId, line.Data.Text), Is.EqualTo(("3", "three")));
    }

    [Test]
    public async Task The_log_of_no_container_is_not_found(CancellationToken token)
    {
        using HttpResponseMessage response = await FollowAsync("nosuch", token);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await response.Content.ReadAsStringAsync(token), Does.Contain("There is no container 'nosuch'."));
    }

    [Test]
    public async Task A_follow_ends_when_the_browser_leaves(CancellationToken token)
    {
        Script web = await AddAsync("web");
        web.Write("one");
        HttpResponseMessage response = await FollowAsync("web", token);
        await using IAsyncEnumerator<SseItem<LogEvent>> events = Read(response, token);
        await NextAsync(events);
        await NextAsync(events);
        Assert.That(Calls.StreamEnded.IsCompleted, Is.False);

        // The container is silent: only that the connection is closed can tell the viewer.
        response.Dispose();
        await Calls.StreamEnded.WaitAsync(token);
    }

    [Test]
    public async Task Streams_end_when_the_viewer_stops(CancellationToken token)
    {
        Script web = await AddAsync("web");
        web.Write("one");
        using HttpResponseMessage response = await FollowAsync("web", token);
        await using IAsyncEnumerator<SseItem<LogEvent>> events = Read(response, token);
        await NextAsync(events);
        await NextAsync(events);
        Task stop = StopViewerAsync(token);
        Assert.That((await NextAsync(events)).EventType, Is.EqualTo("stopping"));
        Assert.That(await events.MoveNextAsync(), Is.False);
        await stop;
        Assert.That(Calls.StreamEnded.IsCompleted, Is.True);
    }

    [Test]
    public async Task A_Podman_that_goes_away_ends_a_log_with_the_reason(CancellationToken token)
    {
        Script web = await AddAsync("web");
        web.Write("one");
        using HttpResponseMessage response = await FollowAsync("web", token);
        await using IAsyncEnumerator<SseItem<LogEvent>> events = Read(response, token);
        await NextAsync(events);
        await NextAsync(events);
        await Engine.Faults.GoDownAsync();
        SseItem<LogEvent> last = await NextAsync(events);
        Assert.That(last.EventType, Is.EqualTo("failure"));
        Assert.That(last.Data.Text, Is.Not.Empty);
    }

    [Test]
    public async Task Without_Podman_the_page_is_told_why(CancellationToken token)
    {
        await Engine.Faults.GoDownAsync();
        using HttpResponseMessage list = await Http.GetAsync(new Uri("/api/containers", UriKind.Relative), token);
        Assert.That(list.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        using HttpResponseMessage health = await Http.GetAsync(new Uri("/health", UriKind.Relative), token);
        Assert.That(await health.Content.ReadAsStringAsync(token), Is.EqualTo("Unhealthy"));

        await Engine.Faults.ComeUpAsync();
        Assert.That(await Http.GetStringAsync(new Uri("/health", UriKind.Relative), token), Is.EqualTo("Healthy"));
    }

    [Test]
    public async Task The_page_runs_nothing_but_its_own_script(CancellationToken token)
    {
        using HttpResponseMessage page = await Http.GetAsync(new Uri("/", UriKind.Relative), token);
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'; script-src 'self'"));
    }

    [Test]
    public async Task Another_site_cannot_ask_under_its_own_name(CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/containers");
        request.Headers.Host = "evil.example";
        using HttpResponseMessage response = await Http.SendAsync(request, token);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public void An_engine_that_there_is_not_is_named()
    {
        var error = Assert.Throws<OptionsValidationException>(() => ViewerApp.Build(["--engine", "docker"]));
        Assert.That(error!.Message, Is.EqualTo("--engine docker: there are podman, which is the default, and reference."));
    }

    [Test]
    public async Task The_self_check_of_the_demo_ends_well(CancellationToken token)
    {
        await using WebApplication app = ViewerApp.Build(["--engine", "reference", "--urls", "http://127.0.0.1:0"]);
        await using var output = new StringWriter();
        Assert.That(await SelfCheck.RunAsync(app, output).WaitAsync(token), Is.Zero);
        Assert.That(output.ToString(), Does.StartWith("/health: Healthy").And.Contains("  web: running").And.Contains("  cache: paused"));
    }

    private async Task<HttpResponseMessage> FollowAsync(string name, CancellationToken token, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/containers/{name}/log");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
    }

    private static IAsyncEnumerator<SseItem<LogEvent>> Read(HttpResponseMessage response, CancellationToken token) => SseParser
        .Create(response.Content.ReadAsStream(token), static (_, data) => JsonSerializer.Deserialize(data, ViewerJson.Default.LogEvent)!)
        .EnumerateAsync(token)
        .GetAsyncEnumerator(token);

    private static async Task<SseItem<LogEvent>> NextAsync(IAsyncEnumerator<SseItem<LogEvent>> events)
    {
        Assert.That(await events.MoveNextAsync(), Is.True, "the stream has ended");
        return events.Current;
    }
}
