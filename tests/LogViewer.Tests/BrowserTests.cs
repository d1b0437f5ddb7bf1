using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace LogViewer.Tests;

/// <summary>The page in a real browser.</summary>
[CancelAfter(120_000)]
public sealed class BrowserTests : ViewerFixture
{
    private IBrowser _browser = null!;
    private IPage _page = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _browser = await Chromium.StartAsync();
        _page = await _browser.NewPageAsync();
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    [Test]
    public async Task A_log_is_shown_as_text_while_it_is_written()
    {
        List<string> errors = Errors();
        Script web = await AddAsync("web");
        web.Write("<script>document.title = 'broken into'</script><img src=x onerror=\"document.title = 'broken into'\">");
        web.WriteError("careful");
        await ChooseAsync("web");
        await WaitAsync("document.querySelectorAll('#log li').length === 2");
        Assert.That(await TextAsync("#log li:nth-child(1) .text"), Does.StartWith("<script>document.title"));
        Assert.That(await EvaluateAsync<int>("document.querySelectorAll('#log script, #log img').length"), Is.Zero);
        Assert.That(await EvaluateAsync<string>("document.title"), Is.EqualTo("web – container logs"));
        Assert.That(await EvaluateAsync<string>("document.querySelector('#log li:nth-child(2)').className"), Is.EqualTo("stderr"));
        Assert.That(await TextAsync("#log time"), Does.Match(@"^\d\d:\d\d:\d\d\.\d{3}$"));
        Assert.That(await TextAsync("#following"), Is.EqualTo("Live"));

        web.Write("more");
        await WaitAsync("document.querySelector('#log li:last-child .text').textContent === 'more'");
        web.End();
        await WaitAsync("document.getElementById('following').textContent === 'Ended'");
        Assert.That(errors, Is.Empty);
    }

    [Test]
    public async Task The_list_shows_new_states()
    {
        Script web = await AddAsync("web");
        await _page.GoToAsync(Http.BaseAddress!.ToString());
        await WaitAsync("document.querySelector('#containers li')?.className === 'running'");
        Assert.That(await TextAsync("#count"), Is.EqualTo("1 of 1 running"));
        web.End();
        await WaitAsync("document.querySelector('#containers li').className === 'exited'");
        Assert.That(await TextAsync("#count"), Is.EqualTo("0 of 1 running"));
    }

    [Test]
    public async Task Lines_wait_while_the_log_is_paused_and_can_be_filtered_and_cleared()
    {
        Script web = await AddAsync("web");
        web.Write("first line");
        await ChooseAsync("web");
        await WaitAsync("document.querySelectorAll('#log li').length === 1");
        await _page.ClickAsync("#pause");
        web.Write("second line");
        await WaitAsync("document.getElementById('pause').textContent === 'Resume (1)'");
        Assert.That(await EvaluateAsync<int>("document.querySelectorAll('#log li').length"), Is.EqualTo(1));
        await _page.ClickAsync("#pause");
        await WaitAsync("document.querySelectorAll('#log li').length === 2");

        await _page.TypeAsync("#filter", "SECOND");
        Assert.That(await EvaluateAsync<string>("[...document.querySelectorAll('#log li:not([hidden]) .text')].map(t => t.textContent).join()"), Is.EqualTo("second line"));
        await _page.ClickAsync("#clear");
        Assert.That(await EvaluateAsync<int>("document.querySelectorAll('#log li').length"), Is.Zero);
    }

    [Test]
    public async Task The_page_follows_the_end_of_the_log_until_somebody_scrolls_up()
    {
        const string IsAtEnd = "(s => s.scrollHeight - s.scrollTop - s.clientHeight < 24)(document.getElementById('scroll'))";
        Script web = await AddAsync("web");
        for (int line = 0; line < 200; line++)
        {
            web.Write($"line {line}");
        }

        await ChooseAsync("web");
        await WaitAsync($"document.querySelectorAll('#log li').length === 200 && {IsAtEnd}");
        await EvaluateAsync<object>("document.getElementById('scroll').scrollTop = 0");
        await WaitAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        web.Write("last");
        await WaitAsync("!document.getElementById('newest').hidden");
        Assert.That(await EvaluateAsync<int>("document.getElementById('scroll').scrollTop"), Is.Zero);
        await _page.ClickAsync("#newest");
        await WaitAsync($"{IsAtEnd} && document.getElementById('newest').hidden");
    }

    [Test]
    public async Task The_address_names_the_container()
    {
        Script web = await AddAsync("web");
        await AddAsync("cache");
        web.Write("one");
        await _page.GoToAsync($"{Http.BaseAddress}#web");
        await WaitAsync("document.querySelectorAll('#log li').length === 1");
        Assert.That(await TextAsync("#containers [aria-current=true] .name"), Is.EqualTo("web"));
        await EvaluateAsync<object>("document.querySelector('#containers button').click()");
        Assert.That(await EvaluateAsync<string>("location.hash"), Is.EqualTo("#cache"));
    }

    [Test]
    public async Task Leaving_the_page_ends_the_follow(CancellationToken token)
    {
        Script web = await AddAsync("web");
        web.Write("one");
        await ChooseAsync("web");
        await WaitAsync("document.querySelectorAll('#log li').length === 1");
        Assert.That(Calls.StreamEnded.IsCompleted, Is.False);
        await _page.CloseAsync();
        await Calls.StreamEnded.WaitAsync(token);
    }

    [Test]
    public async Task On_a_narrow_and_dark_screen_everything_has_its_place()
    {
        Script web = await AddAsync("web");
        web.Write(new string('x', 500));
        await _page.SetViewportAsync(new ViewPortOptions { Width = 360, Height = 640 });
        await _page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = "dark" }]);
        await ChooseAsync("web");
        await WaitAsync("document.querySelectorAll('#log li').length === 1");
        Assert.That(await EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360 && document.getElementById('scroll').scrollWidth <= 360"), Is.True);
        Assert.That(await EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"), Is.EqualTo("rgb(14, 16, 22)"));
    }

    [Test]
    public async Task Without_Podman_the_page_says_why()
    {
        await Engine.Faults.GoDownAsync();
        await _page.GoToAsync(Http.BaseAddress!.ToString());
        await WaitAsync("!document.getElementById('trouble').hidden");
        Assert.That(await TextAsync("#trouble"), Does.Contain("reference-engine:"));
        await Engine.Faults.ComeUpAsync();
        await WaitAsync("document.getElementById('trouble').hidden");
    }

    /// <summary>What the page's scripts have thrown.</summary>
    private List<string> Errors()
    {
        var errors = new List<string>();
        _page.PageError += (_, error) => errors.Add(error.Message);
        return errors;
    }

    private async Task ChooseAsync(string name)
    {
        await _page.GoToAsync(Http.BaseAddress!.ToString());
        await WaitAsync("document.querySelector('#containers button')");
        await EvaluateAsync<object>(
            $"[...document.querySelectorAll('#containers button')].find(b => b.querySelector('.name').textContent === '{name}').click()");
    }

    private Task WaitAsync(string expression) => _page.WaitForExpressionAsync(expression);

    private Task<T> EvaluateAsync<T>(string expression) => _page.EvaluateExpressionAsync<T>(expression);

    private Task<string> TextAsync(string selector) => EvaluateAsync<string>($"document.querySelector('{selector}').textContent");
}
